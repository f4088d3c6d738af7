import { isDeepStrictEqual } from "node:util";
import { compareTexts } from "bytenite-core/model";
import { describeFinding, type Finding } from "../contract/finding";
import type { Judgement } from "../contract/judgement";
import type { ExceptionsRule, JudgingRule, Rule } from "../contract/rule";
import { readApp, type ShownApp } from "../judging/facts";
import { judge, report } from "../judging/judge";
import { kindOf } from "../judging/kinds";
import { eachOnce } from "../judging/shownApps";
import { rules } from "../rules";
import type { ResolvedRules } from "../rulesFile/resolvedRules";
import type { TestApp } from "./appFacts";
import { toTestResource } from "./deploy";
import type { FoundInCase } from "./found";

/** What the rules make of a case. */
export interface JudgedCase {
    found: FoundInCase[];
    judgements: Judgement[];
}

/** The apps of a case, as rules see them. */
export function readCaseApps(apps: readonly TestApp[]): ShownApp[] {
    return apps
        .map(toTestResource)
        .flatMap(({ type, name, properties }) =>
            (kindOf(type)?.sourcesOf({ name, props: { ...properties } }) ?? []).map(readApp),
        );
}

/**
 * Judges a case as the engine has the policy pack judge it: the stack, app by app, then all together. Pure, and
 * a thousand times as fast.
 * @param today YYYY-MM-DD
 */
export function judgeCase(
    apps: readonly ShownApp[],
    organisation: ResolvedRules,
    today: string,
): JudgedCase {
    const running = rules.filter((rule) => levelOf(rule, organisation) !== "disabled");
    const judging = running.filter((rule) => rule.scope !== "exceptions");
    const reporting = running.filter((rule) => rule.scope === "exceptions");
    const found: FoundInCase[] = [];
    const add = (rule: Rule, app: string, findings: readonly Finding[]) => {
        for (const finding of findings) {
            const message = `${rule.description}\n${describeFinding(finding)}`;
            found.push({
                policy: rule.name,
                level: levelOf(rule, organisation),
                app,
                message,
            });
        }
    };
    const judgeBy = (rule: JudgingRule, judged: readonly ShownApp[]) =>
        judge(rule, judged, settingsOf(rule, organisation), organisation, today);
    const reportBy = (rule: ExceptionsRule, judgements: readonly Judgement[], app: string) => {
        const context = { today, gpus: organisation.gpus, hasRulesFile: true };
        add(rule, app, report(rule, judgements, settingsOf(rule, organisation), context));
    };
    const judgeAll = (scope: "app" | "stack", judged: readonly ShownApp[], app: string) => {
        const judgements = judging
            .filter((rule) => rule.scope === scope)
            .map((rule) => {
                const judgement = judgeBy(rule, judged);
                add(rule, app, judgement.findings);
                return judgement;
            });
        for (const rule of reporting) if (rule.when === "app") reportBy(rule, judgements, app);
        return judgements;
    };

    for (const rule of reporting) if (rule.when === "start") reportBy(rule, [], "");
    const ofApps = apps.flatMap((app) => judgeAll("app", [app], app.tag));
    const { declared } = eachOnce({ declared: [...apps], outputs: [] });
    const judgements = [...ofApps, ...judgeAll("stack", declared, "")];
    for (const rule of reporting) if (rule.when === "stack") reportBy(rule, judgements, "");
    return { found, judgements };
}

/** Whether two judges found the same, in whatever order. */
export function isSameFound(one: readonly FoundInCase[], other: readonly FoundInCase[]): boolean {
    return isDeepStrictEqual(inOrder(one), inOrder(other));
}

function inOrder(found: readonly FoundInCase[]): string[] {
    return found
        .map(({ policy, level, app, message }) => JSON.stringify([policy, level, app, message]))
        .sort(compareTexts);
}

function levelOf({ name }: Rule, { configuration }: ResolvedRules) {
    return configuration[name]?.enforcementLevel ?? "advisory";
}

const NO_SETTINGS = {};

function settingsOf({ name }: Rule, { configuration }: ResolvedRules) {
    return configuration[name]?.settings ?? NO_SETTINGS;
}
