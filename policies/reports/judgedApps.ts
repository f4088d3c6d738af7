import { withCommonSettings } from "../contract/commonSettings";
import type { UnjudgedRule } from "../contract/evaluation";
import { hasWhatItNeeds } from "../contract/needs";
import { isJudging, type JudgingRule } from "../contract/rule";
import { appMatcher } from "../exceptions/waiver";
import type { ShownApp } from "../judging/facts";
import type { ResolvedRules } from "../rulesFile/resolvedRules";

/** Whether it is an app, and doesn't just look like one. */
export function isApp({ nameless }: Pick<ShownApp, "nameless">): boolean {
    return nameless !== "output";
}

/** The rules about apps and stacks that have a level. */
export function enabledRules({ rules, configuration }: ResolvedRules): JudgingRule[] {
    return rules
        .filter(isJudging)
        .filter(({ name }) => configuration[name]?.enforcementLevel !== "disabled");
}

/** Those of them that have a setting to judge by. */
export function runningRules(organisation: ResolvedRules): JudgingRule[] {
    return enabledRules(organisation).filter((rule) =>
        hasWhatItNeeds(rule, settingsOf(rule, organisation)),
    );
}

/** The apps that a rule is for. */
export function coveredApps(
    rule: JudgingRule,
    shown: readonly ShownApp[],
    organisation: ResolvedRules,
): ShownApp[] {
    const settings = withCommonSettings(rule, settingsOf(rule, organisation));
    return shown.filter(isApp).filter(appMatcher(settings.apps));
}

/** The tags of the apps that at least one rule judges. @param unjudged what could not be judged */
export function judgedTags(
    shown: readonly ShownApp[],
    organisation: ResolvedRules,
    unjudged: readonly UnjudgedRule[],
): Set<string> {
    const judged = new Set<string>();
    let others = shown;
    for (const rule of runningRules(organisation)) {
        const not = new Set(unjudged.find((each) => each.rule === rule.name)?.tags);
        if (not.has("")) continue;
        for (const { tag } of coveredApps(rule, others, organisation)) {
            if (!not.has(tag)) judged.add(tag);
        }
        // Most rules are for all apps: after the first of them, nothing is left to look at.
        others = others.filter(({ tag }) => !judged.has(tag));
    }
    return judged;
}

function settingsOf(
    { name }: JudgingRule,
    { configuration }: ResolvedRules,
): Readonly<Record<string, unknown>> {
    return configuration[name]?.settings ?? {};
}
