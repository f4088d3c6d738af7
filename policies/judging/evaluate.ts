import type { ShownApp } from "./facts";
import { compareFindings, type Finding } from "../contract/finding";
import { judge, report } from "./judge";
import type { Judgement } from "../contract/judgement";
import type { Rule } from "../contract/rule";
import type { ResolvedRules } from "../rulesFile/resolvedRules";
import type { EnforcementLevel } from "../contract/settings";

/** A finding, and what it does. */
export interface LeveledFinding extends Finding {
    enforcementLevel: Exclude<EnforcementLevel, "disabled">;
}

/**
 * What the organisation's rules have against the apps of a stack: the same, with the same texts, as the
 * policy pack reports in the engine. Ordered by tag, rule and field. Pure.
 *
 * @param today the day on which the apps are judged, in UTC: YYYY-MM-DD
 */
export function evaluate(
    apps: readonly ShownApp[],
    rules: readonly Rule[],
    organisation: ResolvedRules,
    today: string,
): LeveledFinding[] {
    const context = {
        today,
        gpus: organisation.gpus,
        hasRulesFile: organisation.source !== undefined,
    };
    const enabled = rules
        .map((rule) => ({ rule, ...organisation.configuration[rule.name] }))
        .map(({ rule, enforcementLevel = "advisory" as const, settings = {} }) => ({
            rule,
            enforcementLevel,
            settings,
        }));
    const judgements: Judgement[] = [];
    const findings: LeveledFinding[] = [];
    for (const { rule, enforcementLevel, settings } of enabled) {
        if (enforcementLevel === "disabled" || rule.scope === "exceptions") continue;
        const judgement = judge(rule, apps, settings, organisation, today);
        judgements.push(judgement);
        findings.push(...judgement.findings.map((each) => ({ ...each, enforcementLevel })));
    }
    for (const { rule, enforcementLevel, settings } of enabled) {
        if (enforcementLevel === "disabled" || rule.scope !== "exceptions") continue;
        const reported = report(rule, judgements, settings, context);
        findings.push(...reported.map((each) => ({ ...each, enforcementLevel })));
    }
    return findings.sort(compareFindings);
}
