import { readFileSync } from "node:fs";
import Ajv from "ajv";
import type { AnySchemaObject, ErrorObject, ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { CATALOGUE_SCHEMA } from "./assets";
import type { CatalogueDefinition } from "./definition";
import { findDuplicates } from "./duplicates";
import { CatalogueError, showPath } from "./problems";
import type { Origin, Path } from "./problems";
import { describeValue } from "./describeValue";

let compiled: ValidateFunction<CatalogueDefinition> | undefined;

/**
 * The value, if it is a catalogue.
 * @throws CatalogueError with all the problems.
 */
export function validate(value: unknown, origin: Origin): CatalogueDefinition {
    compiled ??= compile();
    if (!compiled(value)) {
        throw new CatalogueError(describeAll(compiled.errors ?? [], origin));
    }
    const duplicates = findDuplicates(value, origin);
    if (duplicates.length > 0) throw new CatalogueError(duplicates);
    return value;
}

function compile(): ValidateFunction<CatalogueDefinition> {
    const schema = JSON.parse(readFileSync(CATALOGUE_SCHEMA, "utf8")) as AnySchemaObject;
    const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true });
    addFormats(ajv);
    return ajv.compile<CatalogueDefinition>(schema);
}

function describeAll(errors: readonly ErrorObject[], origin: Origin): string[] {
    const problems = errors
        // What oneOf reports says the same in one sentence.
        .filter((error) => !error.schemaPath.includes("/oneOf/"))
        .map((error) => describe(error, origin));
    // One value can miss its pattern and its format.
    return [...new Set(problems)];
}

function describe(error: ErrorObject, origin: Origin): string {
    const path = parsePointer(error.instancePath);
    const place = showPath(path);
    const schema = error.parentSchema as AnySchemaObject;
    if (error.keyword === "additionalProperties") {
        const key = String(error.params.additionalProperty);
        const known = Object.keys(schema.properties as object).join(", ");
        const where = origin.locate(path, key);
        return `${where}: ${place} has the unknown key ${JSON.stringify(key)}; known are ${known}`;
    }
    const where = origin.locate(path);
    if (error.keyword === "required") {
        return `${where}: ${place} has no ${String(error.params.missingProperty)}`;
    }
    if (error.keyword === "oneOf") {
        return `${where}: ${place} must have either version or versions`;
    }
    const found = describeValue(error, path, origin.sourceOf(path));
    return `${where}: ${place} must be ${String(schema.title)}, found ${found}`;
}

function parsePointer(pointer: string): Path {
    const steps = pointer.split("/").slice(1);
    return steps
        .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
        .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
