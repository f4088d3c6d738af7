import { compareTexts, type AppRecord } from "bytenite-model";
import type { Problem, Rule } from "./rules/rule";

/** A problem of one app with one rule. (rule, tag, field) is its stable identity. */
export interface Finding extends Problem {
    rule: string;
    tag: string;
}

/** Settings by the name of the rule. */
export type RuleSettings = Record<string, Record<string, unknown> | undefined>;

/** What the rules have against the apps: the only evaluator. Ordered by tag, rule, field and text. */
export function evaluate(
    apps: readonly AppRecord[],
    rules: readonly Rule[],
    settings: RuleSettings,
): Finding[] {
    const findings = rules.flatMap((rule) => {
        const given = settings[rule.name] ?? {};
        return apps.flatMap((app) =>
            rule
                .evaluate(app, given)
                .map((problem) => ({ rule: rule.name, tag: app.tag, ...problem })),
        );
    });
    return findings.sort(
        (a, b) =>
            compareTexts(a.tag, b.tag) ||
            compareTexts(a.rule, b.rule) ||
            compareTexts(a.field, b.field) ||
            compareTexts(a.message, b.message) ||
            compareTexts(a.fix, b.fix),
    );
}
