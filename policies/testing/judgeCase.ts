import { isDeepStrictEqual } from "node:util";
import { compareTexts } from "bytenite-core/model";
import { describeFinding, type Finding } from "../contract/finding";
import type { Judgement } from "../contract/judgement";
import type { ExceptionsRule, JudgingRule, Rule } from "../contract/rule";
import { readApp, type ShownApp } from "../judging/facts";
import { judge, report } from "../judging/judge";
import { kindOf } from "../judging/kinds";
import { eachOnce } from "../judging/shownApps";
import type { ResolvedRules } from "../rulesFile/resolvedRules";
import type { TestApp } from "./appFacts";
import { toTestResource } from "./deploy";
import type { FoundInCase } from "./found";

/** What the rules make of a case. */
export interface JudgedCase {
    found: FoundInCase[];
    judgements: Judgement[];
    /** The same by what was judged, the position of an app or "stack", and by the rule. */
    bySubject: ReadonlyMap<string, Judgement>;
}

/** A case that was judged by other rules already, and which of those judge as these do. */
export interface KnownJudgements {
    of: JudgedCase;
    isSame: (rule: JudgingRule) => boolean;
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
 * @param known what need not be judged again
 */
export function judgeCase(
    apps: readonly ShownApp[],
    organisation: ResolvedRules,
    today: string,
    known?: KnownJudgements,
): JudgedCase {
    const running = organisation.rules.filter((rule) => levelOf(rule, organisation) !== "disabled");
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
    const bySubject = new Map<string, Judgement>();
    const judgeBy = (rule: JudgingRule, judged: readonly ShownApp[], subject: string) => {
        const key = `${subject}/${rule.name}`;
        const judgement =
            (known?.isSame(rule) ? known.of.bySubject.get(key) : undefined) ??
            judge(rule, judged, settingsOf(rule, organisation), organisation, today);
        bySubject.set(key, judgement);
        return judgement;
    };
    const reportBy = (rule: ExceptionsRule, judgements: readonly Judgement[], app: string) => {
        const { gpus, setsNothing = false } = organisation;
        const context = { today, gpus, hasRulesFile: true, setsNothing };
        add(rule, app, report(rule, judgements, settingsOf(rule, organisation), context));
    };
    const judgeAll = (
        scope: "app" | "stack",
        judged: readonly ShownApp[],
        { app, subject }: { app: string; subject: string },
    ) => {
        const judgements = judging
            .filter((rule) => rule.scope === scope)
            .map((rule) => {
                const judgement = judgeBy(rule, judged, subject);
                add(rule, app, judgement.findings);
                return judgement;
            });
        for (const rule of reporting) if (rule.when === "app") reportBy(rule, judgements, app);
        return judgements;
    };

    for (const rule of reporting) if (rule.when === "start") reportBy(rule, [], "");
    const ofApps = apps.flatMap((app, index) =>
        judgeAll("app", [app], { app: app.tag, subject: `${index}` }),
    );
    const { declared } = eachOnce({ declared: [...apps], outputs: [] });
    const ofStack = judgeAll("stack", declared, { app: "", subject: "stack" });
    const judgements = [...ofApps, ...ofStack];
    for (const rule of reporting) if (rule.when === "stack") reportBy(rule, judgements, "");
    return { found, judgements, bySubject };
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
