import { DocumentError } from "./documentError";
import type { DocumentCode } from "./errorCodes";

/** Node was told to refuse what checking a document takes. No document is to blame. */
export class CodeGenerationError extends DocumentError {
    override readonly name = "CodeGenerationError";
    override readonly code = "CODE_GENERATION_REFUSED" satisfies DocumentCode;

    constructor() {
        super([
            "No file can be checked: that takes code which is generated from a schema, and Node was told to refuse such code. Run Node without --disallow-code-generation-from-strings, and check whether NODE_OPTIONS has it",
        ]);
    }
}
