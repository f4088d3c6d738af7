import { compareTexts } from "bytenite-core/model";
import type { Finding } from "../contract/finding";
import type { BaselineEntry } from "../contract/exceptions";
import { isAboutUnverified } from "../judging/unverified";

/** The entry that accepts a finding. */
export function toBaselineEntry({ rule, tag, field, found }: Finding): BaselineEntry {
    return { rule, app: tag, field, found };
}

/**
 * Whether the baseline has the finding, with the value that was found then. What nobody can judge it never accepts:
 * that would hold whatever the app becomes.
 */
export function isAccepted(baseline: readonly BaselineEntry[], finding: Finding): boolean {
    if (baseline.length === 0 || isAboutUnverified(finding)) return false;
    let known = identities.get(baseline);
    if (!known) {
        known = new Set(baseline.map(identityOf));
        identities.set(baseline, known);
    }
    return known.has(identityWithValue(finding));
}

/** What makes a finding the same as an earlier one: its rule, app and field, and the value that was found. */
export function identityWithValue(finding: Finding): string {
    return identityOf(toBaselineEntry(finding));
}

/** What the entries of a baseline are, so that a finding is not compared with each of them. */
const identities = new WeakMap<readonly BaselineEntry[], ReadonlySet<string>>();

function identityOf({ rule, app, field, found }: BaselineEntry): string {
    return JSON.stringify([rule, app, field, found], withSortedKeys);
}

function withSortedKeys(_key: string, value: unknown): unknown {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
        Object.entries(value).sort(([one], [other]) => compareTexts(one, other)),
    );
}
