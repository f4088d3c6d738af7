import { showFile } from "../model/foreignText";
import { DocumentError } from "./documentError";
import type { DocumentOptions } from "./documentOptions";
import type { DocumentSchema } from "./documentSchema";
import { parseJson } from "./jsonText";
import { inMemory } from "./origin";
import { limitsOf } from "./textLimits";
import { parseYaml } from "./yamlText";

/** What a person edits, and what to know the lines of takes less than a second for. */
const LARGEST_WITH_LINES = 1024 * 1024;

/**
 * The content of a document that programs write as JSON and people may edit. JSON is read thirty times as fast
 * as YAML. Where something is wrong, a text of 1 MiB at most is read a second time, for the lines; in a larger
 * one, the path alone says where. Other YAML may have that size.
 *
 * @param file How problems name the file.
 * @throws DocumentError
 */
export function readValid<T>(
    schema: DocumentSchema<T>,
    text: string,
    file: string,
    options: DocumentOptions,
): T {
    const { largest, deepest } = limitsOf(options);
    const size = Buffer.byteLength(text);
    if (size > largest)
        throw new DocumentError([`${showFile(file)}: larger than ${largest} bytes`]);
    try {
        return schema.validate(readJson(text, file, deepest), inMemory(file));
    } catch (error) {
        if (!(error instanceof DocumentError)) throw error;
        if (size > LARGEST_WITH_LINES) {
            const note = `${showFile(file)}: a file of more than ${LARGEST_WITH_LINES} bytes must be JSON, and its lines are not told`;
            throw new DocumentError([...error.problems, note]);
        }
    }
    const { value, origin } = parseYaml(text, file, options);
    return schema.validate(value, origin);
}

function readJson(text: string, file: string, deepest: number): unknown {
    const value = parseJson(text, file);
    if (!isDeeper(value, deepest)) return value;
    throw new DocumentError([`${showFile(file)}: nested too deeply (${deepest} levels at most)`]);
}

function isDeeper(value: unknown, levels: number): boolean {
    if (typeof value !== "object" || value === null) return false;
    return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
}
