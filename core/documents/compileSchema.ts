import Ajv from "ajv";
import type { ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { CodeGenerationError } from "./codeGeneration";
import { appendErrors, redefineKeywords } from "./keywords";

/**
 * The check that a JSON Schema (draft 7) describes. Its errors are those of `keywords.ts`.
 * @param formats besides those of JSON Schema, by name
 * @throws CodeGenerationError, or Error for a schema that isn't one.
 */
export function compileSchema<T>(
    schema: object,
    formats: Readonly<Record<string, (text: string) => boolean>>,
): ValidateFunction<T> {
    const ajv = new Ajv({
        allErrors: true,
        verbose: true,
        allowUnionTypes: true,
        // Or ajv writes to the console: notes about the schema, and the code that Node refused to run.
        logger: false,
        strictTypes: false,
        strictTuples: false,
        // Most documents are small: to compile a schema takes longer than to check one.
        code: { optimize: false, process: appendErrors },
        // What several places refer to is compiled once.
        inlineRefs: false,
        // Or a document's "constructor" would be there, though nobody wrote it.
        ownProperties: true,
    });
    addFormats(ajv);
    redefineKeywords(ajv);
    for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
    try {
        return ajv.compile<T>(schema);
    } catch (error) {
        throw error instanceof EvalError ? new CodeGenerationError() : error;
    }
}
