import type { ShownApp } from "../judging/facts";
import type { Waiver } from "./exceptions";
import type { Finding } from "./finding";
import type { EnforcementLevel } from "./settings";

/** A finding, and what it does. */
export interface LeveledFinding extends Finding {
    enforcementLevel: Exclude<EnforcementLevel, "disabled">;
}

/** A finding that a waiver covers. */
export interface WaivedFinding {
    finding: LeveledFinding;
    waiver: Waiver;
}

/** A waiver, and what became of it. */
export interface WaiverUse {
    waiver: Waiver;
    /** How many findings it covers. */
    covered: number;
    /** Whether its rule ran and judged an app that it names, or the stack. */
    isMatched: boolean;
}

/** A rule that depends on facts that nothing tells. */
export interface UnjudgedRule {
    rule: string;
    /** The names of the facts, ordered. */
    facts: readonly string[];
    /** What it did not judge, in the order of the apps. "": the stack as a whole. */
    tags: readonly string[];
}

/** All that the rules make of some apps. */
export interface Evaluation {
    /** What was judged, in the order in which it was given. */
    apps: readonly ShownApp[];
    /** What counts. Each list is ordered by tag, rule and field. */
    findings: readonly LeveledFinding[];
    /** What a waiver covers. */
    waived: readonly WaivedFinding[];
    /** What the baseline accepts. */
    accepted: readonly LeveledFinding[];
    /** Every waiver that holds for the stack, in the order of the rules file. */
    waivers: readonly WaiverUse[];
    /** Which rules could not judge some of the apps, in the order of the rules. */
    unjudged: readonly UnjudgedRule[];
}
