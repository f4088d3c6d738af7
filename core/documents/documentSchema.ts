import type { ErrorObject, ValidateFunction } from "ajv";
import { showFile } from "../model/foreignText";
import type * as Compiling from "./compileSchema";
import { DocumentError } from "./documentError";
import { findFailures } from "./failures";
import type { Origin } from "./origin";
import { Pointers } from "./pointers";
import { Sentences } from "./sentences";

// Nobody reads more, and a file that is made to have a hundred thousand would cost a second.
const MOST_DESCRIBED = 1000;

/** How a schema's problems are worded. */
export interface DocumentSchemaOptions {
    /** What problems call the document as a whole: "the rules file". */
    noun: string;
    /** Keys whose values are never shown, since what a person mistypes may be a real credential. */
    secretKeys?: readonly string[];
    /** Formats besides those of JSON Schema, by name. */
    formats?: Readonly<Record<string, (text: string) => boolean>>;
}

/**
 * What a document must be: a JSON Schema (draft 7). A title completes the sentence "it must be …";
 * without one, the sentence follows from the keywords.
 */
export class DocumentSchema<T> {
    private readonly isValid: ValidateFunction<T>;
    private readonly sentences: Sentences;

    /** @throws CodeGenerationError, or Error for a schema that isn't one. */
    constructor(schema: object, options: DocumentSchemaOptions) {
        // Loaded with the first schema, because that takes longer than everything else here.
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
        const { compileSchema } = require("./compileSchema") as typeof Compiling;
        this.isValid = compileSchema<T>(schema, options.formats ?? {});
        this.sentences = new Sentences(schema, options.noun, options.secretKeys ?? []);
    }

    /**
     * The value itself, if the schema allows it.
     * @throws DocumentError with all the problems (of more than a thousand, the number of the others),
     * in the order of the lines, each once.
     */
    validate(value: unknown, origin: Origin): T {
        if (this.isValid(value)) return value;
        const pointers = new Pointers(value);
        const failures = findFailures(this.isValid.errors ?? []);
        const located = failures
            .slice(0, MOST_DESCRIBED)
            .flatMap((error: ErrorObject) => {
                const path = pointers.toPath(error.instancePath);
                return this.sentences.of(error, path, origin);
            })
            .map(({ path, key, sentence }) => ({
                line: origin.lineOf(path, key),
                text: `${origin.locate(path, key)}: ${sentence}`,
            }))
            .sort((one, other) => one.line - other.line);
        const hidden = failures.length - MOST_DESCRIBED;
        const rest = hidden > 0 ? [`${showFile(origin.file)}: and ${hidden} more problems`] : [];
        throw new DocumentError([...new Set(located.map(({ text }) => text)), ...rest]);
    }
}
