import { escapeUnseen } from "bytenite-core/model";

/** ByteNite was asked, and gave no answer that can be judged: it can't be reached, it refuses, or it fails. */
export class UnansweredError extends Error {
    override readonly name = "UnansweredError";

    constructor(
        /** The client's code for what went wrong, for example UNREACHABLE. */
        readonly code: string,
        /** One line each: what was asked, where, why it failed, and what to do. */
        readonly problems: readonly string[],
    ) {
        super(problems.map(escapeUnseen).join("\n"));
    }
}
