import { isDeepStrictEqual } from "node:util";
import { glob, memoize, type AppRecord } from "bytenite-core/model";
import type { ShownApp } from "./facts";
import { isAccepted } from "../exceptions/baseline";
import { appMatcher, whyNot } from "../exceptions/waiver";
import { unverified } from "./unverified";
import { withhold, type UnknownFacts } from "./withheldFacts";
import type { Waiver } from "../contract/exceptions";
import { compareFindings, findingId, type Finding } from "../contract/finding";
import type { ResolvedRules } from "../rulesFile/resolvedRules";
import type { SettingOrigin } from "../contract/settings";
import { withCommonSettings } from "../contract/commonSettings";
import {
    isAboutReading,
    type ExceptionsRule,
    type JudgingRule,
    type ReportContext,
} from "../contract/rule";
import type { StackProblem } from "../contract/problem";
import type { Judgement } from "../contract/judgement";

/**
 * Judges apps by a rule: the only evaluator. Pure.
 *
 * @param settings the rule's settings in force; those that are missing have their defaults
 * @param today the day on which the apps are judged, in UTC: YYYY-MM-DD
 * @param unknown what nothing tells of the apps: where a rule reads it, it does not judge
 */
export function judge(
    rule: JudgingRule,
    apps: readonly ShownApp[],
    settings: Readonly<Record<string, unknown>>,
    organisation: ResolvedRules,
    today: string,
    unknown: UnknownFacts = [],
): Judgement {
    const { apps: globs, onUnknown, ...own } = withCommonSettings(rule, settings);
    const isCovered = appMatcher(globs);
    const judged = apps.filter((app) => {
        // No glob tells whose it is.
        if (app.nameless && isAboutReading(rule)) return true;
        return app.nameless !== "output" && isCovered(app);
    });
    const context = { today, gpus: organisation.gpus };
    const waivers = organisation.waivers
        .filter((waiver) => waiver.rule === rule.name)
        .map((waiver) => ({ waiver, covers: coverage(waiver) }));
    // Such a finding has no value: the entry would hold whatever the app becomes.
    const accepts = isAboutReading(rule) ? () => false : isAccepted;
    const originOf = memoize((setting) => settingOrigin(rule, setting, settings, organisation));
    const judgement: Judgement = {
        rule: rule.name,
        findings: [],
        waived: [],
        accepted: [],
        matching: [],
        unjudged: [],
    };

    const add = (problem: StackProblem, app: ShownApp | undefined): void => {
        const matching = waivers
            .filter(({ covers }) => covers(app, problem.tag))
            .map(({ waiver }) => waiver);
        const refusedWaivers = matching
            .map((waiver) => whyNot(waiver, app, today))
            .filter((reason) => reason !== undefined);
        const origin = originOf(problem.setting ?? "");
        const finding = toFinding(rule, problem, app, origin, refusedWaivers);
        const waiver = matching.find((each) => whyNot(each, app, today) === undefined);
        if (waiver) judgement.waived.push({ finding, waiver });
        else if (accepts(organisation.baseline, finding)) judgement.accepted.push(finding);
        else judgement.findings.push(finding);
    };

    for (const app of judged) if (app.isUnverified) add(unverified(app), app);
    if (rule.scope === "app") {
        // A function of its own, which is compiled for good after some apps: a loop in here would not be.
        judged.forEach((app) => {
            const { app: shown, read } = withhold(app, unknown);
            const problems = app.isUnverified ? [] : rule.evaluate(shown, own, context);
            if (read.size > 0) {
                judgement.unjudged.push({ tag: app.tag, facts: [...read] });
                return;
            }
            for (const { waiver, covers } of waivers) {
                if (covers(app)) judgement.matching.push({ waiver, tag: app.tag });
            }
            for (const problem of problems) add(problem, app);
        });
    } else {
        const withheld = judged.map((app) => withhold(app, unknown));
        const shown = withheld.map(({ app }) => app);
        const problems = rule.evaluate(shown, own, context);
        const facts = [...new Set(withheld.flatMap(({ read }) => [...read]))];
        if (facts.length > 0) {
            judgement.unjudged.push({ tag: "", facts });
        } else {
            // A waiver for an app that is not here is for another stack.
            for (const { waiver, covers } of waivers) {
                const isHere = waiver.app === undefined || judged.some((app) => covers(app));
                if (isHere) judgement.matching.push({ waiver, tag: "" });
            }
            for (const problem of problems) add(problem, undefined);
        }
    }
    return sorted(judgement);
}

/** Whether a waiver covers an app or, without one, a finding about the stack, by its tag or name ("": none). */
function coverage(waiver: Waiver): (app: AppRecord | undefined, tag?: string) => boolean {
    if (waiver.app === undefined) return () => true;
    const [coversApp, coversTag] = [appMatcher([waiver.app]), glob(waiver.app)];
    return (app, tag = "") => (app ? coversApp(app) : coversTag(tag));
}

function settingOrigin(
    { name }: JudgingRule,
    setting: string,
    settings: Readonly<Record<string, unknown>>,
    organisation: ResolvedRules,
): SettingOrigin | undefined {
    const configured = organisation.configuration[name];
    // Pulumi's own configuration may have put another value over the one of the rules file.
    const isFromFile = isDeepStrictEqual(configured?.settings[setting], settings[setting]);
    return isFromFile ? configured?.origins[setting] : undefined;
}

function toFinding(
    { name, severity }: JudgingRule,
    problem: StackProblem,
    app: AppRecord | undefined,
    origin: SettingOrigin | undefined,
    refusedWaivers: string[],
): Finding {
    const { tag = app?.tag ?? "", ...rest } = problem;
    return {
        id: findingId(name, tag, problem.field),
        rule: name,
        severity,
        tag,
        ...rest,
        ...(origin && { origin }),
        refusedWaivers,
    };
}

/** What a rule about waivers and the baseline reports of other rules' judgements, ordered. */
export function report(
    rule: ExceptionsRule,
    judgements: readonly Judgement[],
    settings: Readonly<Record<string, unknown>>,
    context: ReportContext,
): Finding[] {
    return rule
        .evaluate(judgements, settings, context)
        .map(({ tag = "", ...problem }) => ({
            id: findingId(rule.name, tag, problem.field),
            rule: rule.name,
            severity: rule.severity,
            tag,
            ...problem,
            refusedWaivers: [],
        }))
        .sort(compareFindings);
}

function sorted(judgement: Judgement): Judgement {
    judgement.findings.sort(compareFindings);
    judgement.waived.sort((a, b) => compareFindings(a.finding, b.finding));
    judgement.accepted.sort(compareFindings);
    return judgement;
}
