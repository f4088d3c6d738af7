import type { ErrorCode } from "bytenite-core/client";
import { escapeUnseen } from "bytenite-core/model";

/** ByteNite was asked, and gave no answer that can be judged: it can't be reached, it refuses, or it fails. */
export class UnansweredError extends Error {
    override readonly name = "UnansweredError";

    constructor(
        /** The client's code for what went wrong, for example UNREACHABLE. */
        readonly code: ErrorCode,
        /** One line each: what was asked, where, why it failed, what to do, and the code. */
        readonly problems: readonly string[],
    ) {
        super(problems.map(escapeUnseen).join("\n"));
    }
}
