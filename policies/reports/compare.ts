import { compareTexts } from "bytenite-core/model";
import type { Evaluation, LeveledFinding, UnjudgedRule } from "../contract/evaluation";
import { compareFindings } from "../contract/finding";
import type { ShownApp } from "../judging/facts";
import { isApp } from "./judgedApps";
import { pairFindings, type Identity } from "./pairFindings";

/** What only informs of an exception refuses nothing, and comes and goes with every waiver. */
const INFORMING = new Set(["waiver-applied", "baseline-accepted"]);

/** A finding that counts no more, and why. */
interface EndedFinding {
    finding: LeveledFinding;
    why: "not found" | "waived" | "accepted" | "another value";
}

/** A finding before and after, with another level. */
export interface ChangedLevel {
    finding: LeveledFinding;
    before: LeveledFinding["enforcementLevel"];
}

/** What differs between two judgements. Each list is ordered by tag, rule and field. */
export interface Comparison {
    /** Only found after. */
    appeared: readonly LeveledFinding[];
    /** Found after, by a rule that could not judge before: nobody knows whether it is new. */
    undecided: readonly LeveledFinding[];
    changed: readonly ChangedLevel[];
    ended: readonly EndedFinding[];
    /** Found before and after, at the same level. */
    stayed: readonly LeveledFinding[];
    /** Tags of apps; "" is the stack as a whole. An app fails if it has a mandatory finding. */
    apps: Record<"newlyFailing" | "fixed" | "stillFailing", readonly string[]> & {
        /** How many apps pass that did not fail before. */
        passing: number;
        /** How many apps have no finding, since no rule judges them. */
        notJudged: number;
    };
}

/** What was found before, and what could not be judged. */
export type FoundBefore = Pick<Evaluation, "findings" | "unjudged">;

/** How two judgements are compared. */
export interface Terms {
    /** Which findings are the same. */
    identity: Identity;
    /** The tags of the apps that a rule judges now. Of the others, nobody may say that they pass. */
    judged: ReadonlySet<string>;
}

/** Compares what was found before with what is found now. */
export function compareEvaluations(
    before: FoundBefore,
    after: Evaluation,
    { identity, judged }: Terms,
): Comparison {
    const [old, current] = [counting(before.findings), counting(after.findings)];
    const { pairs, onlyBefore, onlyAfter } = pairFindings(old, current, identity);
    const [wasJudged, isJudged] = [judgedIn(before), judgedIn(after)];
    // What can't be judged on one side may be there all the same: nobody knows whether it began or ended.
    const undecided = onlyAfter.filter((finding) => !wasJudged(finding));
    const perhapsFailed = failingTags(undecided);
    const perhapsFailing = failingTags(onlyBefore.filter((finding) => !isJudged(finding)));
    const [failing, failed] = [failingTags(current), failingTags(old)];
    const tags = tagsOf(after.apps);
    const mayPass = (tag: string) => (tags.has(tag) ? judged.has(tag) : judged.size > 0);
    const clean = [...tags].filter((tag) => !failing.has(tag) && !failed.has(tag));
    const found = new Set(current.map(({ tag }) => tag));
    const whyEnded = endings(onlyAfter, after);
    return {
        appeared: ordered(onlyAfter.filter(wasJudged)),
        undecided: ordered(undecided),
        changed: pairs
            .filter((each) => each.before.enforcementLevel !== each.after.enforcementLevel)
            .map((each) => ({ finding: each.after, before: each.before.enforcementLevel }))
            .sort((one, other) => compareFindings(one.finding, other.finding)),
        ended: ordered(onlyBefore.filter(isJudged)).map((finding) => ({
            finding,
            why: whyEnded(finding),
        })),
        stayed: ordered(
            pairs
                .filter((each) => each.before.enforcementLevel === each.after.enforcementLevel)
                .map((each) => each.after),
        ),
        apps: {
            newlyFailing: [...failing].filter((tag) => !failed.has(tag) && !perhapsFailed.has(tag)),
            fixed: [...failed].filter(
                (tag) => !failing.has(tag) && !perhapsFailing.has(tag) && mayPass(tag),
            ),
            stillFailing: [...failing].filter((tag) => failed.has(tag)),
            passing: clean.filter(mayPass).length,
            notJudged: [...tags].filter((tag) => !judged.has(tag) && !found.has(tag)).length,
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

/**
 * The findings that nobody was told of before, or at a milder level only. What is undecided counts: it would never be
 * told otherwise.
 */
export function newlyAt(
    { appeared, undecided, changed }: Comparison,
    levels: readonly LeveledFinding["enforcementLevel"][],
): LeveledFinding[] {
    const raised = changed.filter(({ before }) => before === "advisory");
    return [...appeared, ...undecided, ...raised.map(({ finding }) => finding)].filter(
        ({ enforcementLevel }) => levels.includes(enforcementLevel),
    );
}

/** Why a finding counts no more. @param begun what was not found before */
function endings(
    begun: readonly LeveledFinding[],
    after: Evaluation,
): (finding: LeveledFinding) => EndedFinding["why"] {
    const waived = new Set(after.waived.map(({ finding }) => finding.id));
    const accepted = new Set(after.accepted.map(({ id }) => id));
    const others = new Set(begun.map(({ id }) => id));
    return ({ id }) => {
        if (others.has(id)) return "another value";
        if (waived.has(id)) return "waived";
        return accepted.has(id) ? "accepted" : "not found";
    };
}

/** Whether a rule could judge what a finding is about. */
function judgedIn({ unjudged }: FoundBefore): (finding: LeveledFinding) => boolean {
    const tagsByRule = new Map(unjudged.map(({ rule, tags }) => [rule, new Set(tags)]));
    return ({ rule, tag }) => {
        const tags = tagsByRule.get(rule);
        return !tags?.has("") && !tags?.has(tag);
    };
}

function counting(findings: readonly LeveledFinding[]): LeveledFinding[] {
    return findings.filter(({ rule }) => !INFORMING.has(rule));
}

function distinct(texts: readonly string[]): string[] {
    return [...new Set(texts)].sort(compareTexts);
}

function ordered(findings: readonly LeveledFinding[]): LeveledFinding[] {
    return [...findings].sort(compareFindings);
}

function failingTags(findings: readonly LeveledFinding[]): Set<string> {
    const mandatory = findings.filter((each) => each.enforcementLevel === "mandatory");
    return new Set(ordered(mandatory).map(({ tag }) => tag));
}

function tagsOf(apps: readonly ShownApp[]): Set<string> {
    return new Set(apps.filter(isApp).map(({ tag }) => tag));
}
