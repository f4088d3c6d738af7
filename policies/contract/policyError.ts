import { DocumentError } from "bytenite-core/documents";
import type { PolicyCode } from "./errorCodes";

/** Apps can't be judged, and no single file is to blame. */
export class PolicyError extends DocumentError {
    override readonly name: string = "PolicyError";

    /** @param sentences what is wrong, and what to do */
    constructor(
        override readonly code: PolicyCode,
        sentences: readonly string[],
    ) {
        super(sentences);
    }
}
