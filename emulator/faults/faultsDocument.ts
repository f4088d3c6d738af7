import { readFileSync } from "node:fs";
import { DocumentSchema, inMemory, parseYaml } from "bytenite-core/documents";
import type { YamlDocument } from "bytenite-core/documents";
import { FAULTS_SCHEMA } from "../assets";
import type { Fault } from "./fault";
import { copyFaults } from "./takeFault";

interface FaultsDocument {
    faults: Fault[];
}

const NOUN = "the faults file";
// It may be a real one by mistake.
const SECRET_KEYS = ["revokeKey"];

let schema: DocumentSchema<FaultsDocument> | undefined;

/**
 * Copies of faults.
 * @throws DocumentError with all that is wrong with them.
 */
export function readFaults(faults: readonly Fault[]): Fault[] {
    return validate({ value: { faults: copyFaults(faults) }, origin: inMemory("faults") });
}

/**
 * The faults that a text describes as a faults file does.
 * @param shownAs How problems name the text.
 * @throws DocumentError with all that is wrong with them.
 */
export function parseFaults(text: string, shownAs: string): Fault[] {
    return validate(parseYaml(text, shownAs, { noun: NOUN }));
}

function validate({ value, origin }: YamlDocument): Fault[] {
    schema ??= new DocumentSchema(JSON.parse(readFileSync(FAULTS_SCHEMA, "utf8")) as object, {
        noun: NOUN,
        secretKeys: SECRET_KEYS,
    });
    return schema.validate(value, origin).faults;
}
