/** The codes of asking ByteNite, and of the lock file in its place. Each has a page in docs/errors. */
export const CLIENT_CODES = [
    "BAD_REQUEST",
    "CANCELLED",
    "FORBIDDEN",
    "INVALID_ARGUMENT",
    "INVALID_RESPONSE",
    "INVALID_SETTING",
    "INVALID_TAG",
    "LOCK_INVALID",
    "LOCK_MISMATCH",
    "LOCK_MISSING",
    "LOCK_OFFLINE",
    "MISSING_CREDENTIALS",
    "NOT_FOUND",
    "RATE_LIMITED",
    "SERVER_ERROR",
    "STATUS_MISMATCH",
    "TIMEOUT",
    "UNAUTHENTICATED",
    "UNREACHABLE",
] as const;

/** What went wrong, for programs. Stable: a code never changes its meaning. */
export type ErrorCode = (typeof CLIENT_CODES)[number] | "CODE_GENERATION_REFUSED";
