import type { ErrorCode as ClientErrorCode } from "bytenite-core/client";

/** What went wrong, for programs. Stable: a code never changes its meaning. */
export type ErrorCode =
    | ClientErrorCode
    | "PROVIDER_NOT_INSTALLED"
    | "REFUSED"
    | "SELECTION_COUNT"
    | "SELECTION_CHANGED"
    | "NOT_SELECTED"
    | "RECORD_MISSING"
    | "RECORD_INVALID"
    | "RECORD_VERSION"
    | "RECORD_STALE";
