import { readFileSync } from "node:fs";
import { DocumentError, DocumentSchema, inMemory, parseYaml } from "bytenite-core/documents";
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
 * @param apiKeys The keys that can be revoked.
 * @throws DocumentError with all that is wrong with them.
 */
export function readFaults(faults: readonly Fault[], apiKeys: readonly string[]): Fault[] {
    return copyFaults(validate({ value: { faults }, origin: inMemory("faults") }, apiKeys));
}

/**
 * The faults that a text describes as a faults file does.
 * @param shownAs How problems name the text.
 * @param apiKeys The keys that can be revoked. Without them, any: whoever only reads a file knows none.
 * @throws DocumentError with all that is wrong with them.
 */
export function parseFaults(text: string, shownAs: string, apiKeys?: readonly string[]): Fault[] {
    return validate(parseYaml(text, shownAs, { noun: NOUN }), apiKeys);
}

function validate({ value, origin }: YamlDocument, apiKeys?: readonly string[]): Fault[] {
    schema ??= new DocumentSchema(JSON.parse(readFileSync(FAULTS_SCHEMA, "utf8")) as object, {
        noun: NOUN,
        secretKeys: SECRET_KEYS,
    });
    const { faults } = schema.validate(value, origin);
    const problems = faults.flatMap(({ revokeKey = true }, index) => {
        if (revokeKey === true || !apiKeys || apiKeys.includes(revokeKey)) return [];
        const place = origin.locate(["faults", index, "revokeKey"]);
        return [`${place}: faults[${index}].revokeKey is no API key of this emulator's`];
    });
    if (problems.length > 0) throw new DocumentError(problems);
    return faults;
}
