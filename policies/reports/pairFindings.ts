import type { LeveledFinding } from "../contract/evaluation";
import { identityWithValue } from "../exceptions/baseline";
import type { ShownApp } from "../judging/facts";

/** Findings with the same text are the same one. */
export type Identity = (finding: LeveledFinding) => string;

/** What became of the findings before. */
interface Paired {
    /** Each finding after that was there before, and what it was then. */
    pairs: readonly { before: LeveledFinding; after: LeveledFinding }[];
    onlyBefore: readonly LeveledFinding[];
    onlyAfter: readonly LeveledFinding[];
}

/** Pairs findings one to one: of two that are the same, each needs one of its own on the other side. */
export function pairFindings(
    before: readonly LeveledFinding[],
    after: readonly LeveledFinding[],
    identity: Identity,
): Paired {
    const waiting = new Map<string, LeveledFinding[]>();
    for (const finding of before) {
        const same = waiting.get(identity(finding));
        if (same) same.push(finding);
        else waiting.set(identity(finding), [finding]);
    }
    const pairs: Paired["pairs"][number][] = [];
    const onlyAfter: LeveledFinding[] = [];
    for (const finding of after) {
        const earlier = waiting.get(identity(finding))?.pop();
        if (earlier) pairs.push({ before: earlier, after: finding });
        else onlyAfter.push(finding);
    }
    return { pairs, onlyBefore: [...waiting.values()].flat(), onlyAfter };
}

/**
 * What is the same finding of the same apps under other rules. The app has not changed, so another value only
 * means that other settings make another one of it, such as a price. Where several apps have one tag, nothing but the value tells
 * which of them is meant.
 */
export function identityUnderOtherRules(apps: readonly ShownApp[]): Identity {
    const tags = new Set<string>();
    const shared = new Set<string>();
    for (const { tag } of apps) (tags.has(tag) ? shared : tags).add(tag);
    return (finding) => (shared.has(finding.tag) ? identityWithValue(finding) : finding.id);
}
