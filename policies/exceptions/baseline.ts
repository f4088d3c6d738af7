import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../finding";
import type { Json } from "../rules/rule";

/** A finding that was there when the organisation began to use the rules. */
export interface BaselineEntry {
    rule: string;
    /** The app's tag. "": the stack as a whole. */
    app: string;
    field: string;
    /** The value that was found then. With any other value, the finding is a new one. */
    found: Json;
}

/** The entry that accepts a finding. */
export function toBaselineEntry({ rule, tag, field, found }: Finding): BaselineEntry {
    return { rule, app: tag, field, found };
}

/** Whether the baseline has the finding, with the value that was found then. */
export function isAccepted(baseline: readonly BaselineEntry[], finding: Finding): boolean {
    const wanted = toBaselineEntry(finding);
    return baseline.some((entry) => isDeepStrictEqual(entry, wanted));
}
