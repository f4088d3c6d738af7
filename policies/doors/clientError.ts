import { DocumentError } from "bytenite-core/documents";
import type { ErrorCode } from "bytenite-core/client";

/** What the client refuses of what was given: a setting, a tag, a lock file. Each line ends with its code. */
export class ClientError extends DocumentError {
    override readonly name = "ClientError";

    constructor(
        override readonly code: ErrorCode,
        problems: readonly string[],
    ) {
        super(problems);
    }
}
