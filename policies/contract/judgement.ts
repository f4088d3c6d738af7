import type { Waiver } from "./exceptions";
import type { Finding } from "./finding";

/** What one rule has against some apps, and what the organisation makes of it. */
export interface Judgement {
    rule: string;
    /** What counts, ordered. */
    findings: Finding[];
    /** What a waiver covers. */
    waived: { finding: Finding; waiver: Waiver }[];
    /** What the baseline accepts. */
    accepted: Finding[];
    /** The waivers that name the rule and an app which it judged, whether they hold or not. */
    matching: { waiver: Waiver; tag: string }[];
    /** What it can't judge, since it depends on facts that nothing tells. The tag "": the stack as a whole. */
    unjudged: { tag: string; facts: string[] }[];
}
