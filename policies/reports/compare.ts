import { compareTexts } from "bytenite-core/model";
import type { Evaluation, LeveledFinding, UnjudgedRule } from "../contract/evaluation";
import { compareFindings } from "../contract/finding";
import type { ShownApp } from "../judging/facts";

/** What only informs of an exception refuses nothing, and comes and goes with every waiver. */
const INFORMING = new Set(["waiver-applied", "baseline-accepted"]);

/** A finding that counts no more, and why. */
interface EndedFinding {
    finding: LeveledFinding;
    why: "not found" | "waived" | "accepted";
}

/** A finding under both rules files, with another level. */
export interface ChangedLevel {
    finding: LeveledFinding;
    before: LeveledFinding["enforcementLevel"];
}

/** What other rules make of the same apps. Each list is ordered by tag, rule and field. */
export interface Comparison {
    /** Only the new rules find it. */
    appeared: readonly LeveledFinding[];
    changed: readonly ChangedLevel[];
    ended: readonly EndedFinding[];
    /** Both find it, at the same level. */
    stayed: readonly LeveledFinding[];
    /** Tags of apps; "" is the stack as a whole. An app fails if it has a mandatory finding. */
    apps: Record<"newlyFailing" | "fixed" | "stillFailing", readonly string[]> & {
        /** How many apps pass under both. */
        passing: number;
    };
}

/** Compares what two rules files make of the same apps. */
export function compareEvaluations(before: Evaluation, after: Evaluation): Comparison {
    const [old, current] = [byId(before.findings), byId(after.findings)];
    const isJudged = judgedIn(after);
    // What can't be judged any more may be there all the same: nobody knows whether it has ended.
    const undecided = new Map([...old].filter(([id, each]) => !current.has(id) && !isJudged(each)));
    const waived = new Set(after.waived.map(({ finding }) => finding.id));
    const accepted = new Set(after.accepted.map(({ id }) => id));
    const whyEnded = ({ id }: LeveledFinding): EndedFinding["why"] =>
        waived.has(id) ? "waived" : accepted.has(id) ? "accepted" : "not found";
    const [failing, failed] = [failingTags(current), failingTags(old)];
    const perhapsFailing = failingTags(undecided);
    return {
        appeared: ordered(current, ({ id }) => !old.has(id)),
        changed: ordered(current, () => true).flatMap((finding) => {
            const level = old.get(finding.id)?.enforcementLevel;
            if (level === undefined || level === finding.enforcementLevel) return [];
            return [{ finding, before: level }];
        }),
        ended: ordered(old, ({ id }) => !current.has(id) && !undecided.has(id)).map((finding) => ({
            finding,
            why: whyEnded(finding),
        })),
        stayed: ordered(
            current,
            ({ id, enforcementLevel }) => old.get(id)?.enforcementLevel === enforcementLevel,
        ),
        apps: {
            newlyFailing: [...failing].filter((tag) => !failed.has(tag)),
            fixed: [...failed].filter((tag) => !failing.has(tag) && !perhapsFailing.has(tag)),
            stillFailing: [...failing].filter((tag) => failed.has(tag)),
            passing: tagsOf(after.apps).filter((tag) => !failing.has(tag) && !failed.has(tag))
                .length,
        },
    };
}

/** What one of two evaluations could not judge, each rule once, ordered by name. */
export function unjudgedInEither(
    before: Evaluation,
    after: Evaluation,
): Pick<UnjudgedRule, "rule" | "facts">[] {
    const all = [...before.unjudged, ...after.unjudged];
    return distinct(all.map(({ rule }) => rule)).map((rule) => ({
        rule,
        facts: distinct(all.filter((each) => each.rule === rule).flatMap(({ facts }) => facts)),
    }));
}

/** The findings that the new rules have and the old ones don't, or have at a milder level. */
export function newlyAt(
    { appeared, changed }: Comparison,
    levels: readonly LeveledFinding["enforcementLevel"][],
): LeveledFinding[] {
    const raised = changed.filter(({ before }) => before === "advisory");
    return [...appeared, ...raised.map(({ finding }) => finding)].filter(({ enforcementLevel }) =>
        levels.includes(enforcementLevel),
    );
}

/** Two apps of one tag may have the same finding: the worse one stands for both. */
function byId(findings: readonly LeveledFinding[]): Map<string, LeveledFinding> {
    const known = new Map<string, LeveledFinding>();
    for (const finding of findings) {
        if (INFORMING.has(finding.rule)) continue;
        const other = known.get(finding.id);
        if (other?.enforcementLevel !== "mandatory") known.set(finding.id, finding);
    }
    return known;
}

/** Whether an evaluation could judge what a finding is about. */
function judgedIn({ unjudged }: Evaluation): (finding: LeveledFinding) => boolean {
    const tagsByRule = new Map(unjudged.map(({ rule, tags }) => [rule, new Set(tags)]));
    return ({ rule, tag }) => {
        const tags = tagsByRule.get(rule);
        return !tags?.has("") && !tags?.has(tag);
    };
}

function distinct(texts: readonly string[]): string[] {
    return [...new Set(texts)].sort(compareTexts);
}

function ordered(
    findings: ReadonlyMap<string, LeveledFinding>,
    isWanted: (finding: LeveledFinding) => boolean,
): LeveledFinding[] {
    return [...findings.values()].filter(isWanted).sort(compareFindings);
}

function failingTags(findings: ReadonlyMap<string, LeveledFinding>): Set<string> {
    const mandatory = ordered(findings, (each) => each.enforcementLevel === "mandatory");
    return new Set(mandatory.map(({ tag }) => tag));
}

function tagsOf(apps: readonly ShownApp[]): string[] {
    const isApp = ({ nameless }: ShownApp) => nameless !== "output";
    return [...new Set(apps.filter(isApp).map(({ tag }) => tag))];
}
