import type { ErrorCode } from "./errorCode";

/** A failure of this package's own that a report of look-ups tells a person, as it tells the client's. */
export class ReportedError extends Error {
    constructor(
        /** What went wrong, for programs. */
        readonly code: ErrorCode,
        message: string,
    ) {
        super(message);
    }
}
