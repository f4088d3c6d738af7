import type { dynamic } from "@pulumi/pulumi";
import type { ErrorCode as ClientErrorCode } from "bytenite-core/client";
import { withCode } from "bytenite-core/model";

/** The codes of this package's own, besides the client's. Each has a page in docs/errors. */
export const PROVIDER_CODES = [
    "CHECKED_TOO_LATE",
    "NOT_JUDGED",
    "NOT_SELECTED",
    "PROVIDER_NOT_INSTALLED",
    "RECORD_INVALID",
    "RECORD_MISSING",
    "RECORD_STALE",
    "RECORD_VERSION",
    "REFUSED",
    "SELECTION_CHANGED",
    "SELECTION_COUNT",
    "SELECTION_OVERRIDDEN",
    "TAG_OVERRIDDEN",
] as const;

/** What went wrong, for programs. Stable: a code never changes its meaning. */
export type ErrorCode = ClientErrorCode | (typeof PROVIDER_CODES)[number];

/** What `check` has against a property. @param message `undefined`: nothing */
export function problemOf(
    property: string,
    code: ErrorCode,
    message: string | undefined,
): dynamic.CheckFailure[] {
    return message === undefined ? [] : [{ property, reason: withCode(message, code) }];
}
