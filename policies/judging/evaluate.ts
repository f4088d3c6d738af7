import { compareTexts } from "bytenite-core/model";
import type { ShownApp } from "./facts";
import { compareFindings } from "../contract/finding";
import { judge, report } from "./judge";
import type {
    Evaluation,
    LeveledFinding,
    UnjudgedRule,
    WaivedFinding,
    WaiverUse,
} from "../contract/evaluation";
import type { Judgement } from "../contract/judgement";
import type { ExceptionsRule, JudgingRule, Rule } from "../contract/rule";
import type { ResolvedRules } from "../rulesFile/resolvedRules";
import type { UnknownFacts } from "./withheldFacts";

type Level = LeveledFinding["enforcementLevel"];

/** A rule that runs, and by what. */
interface Enabled<AnyRule> {
    rule: AnyRule;
    enforcementLevel: Level;
    settings: Readonly<Record<string, unknown>>;
}

/**
 * What the organisation's rules make of some apps: the same findings, with the same texts, as the policy pack
 * reports in the engine. Pure.
 *
 * @param today the day on which the apps are judged, in UTC: YYYY-MM-DD
 * @param unknown what nothing tells of the apps
 */
export function evaluate(
    apps: readonly ShownApp[],
    rules: readonly Rule[],
    organisation: ResolvedRules,
    today: string,
    unknown: UnknownFacts = [],
): Evaluation {
    const { judging, reporting } = enabledRules(rules, organisation);
    const findings: LeveledFinding[] = [];
    const waived: WaivedFinding[] = [];
    const accepted: LeveledFinding[] = [];
    const judgements: Judgement[] = [];
    for (const { rule, enforcementLevel, settings } of judging) {
        const judgement = judge(rule, apps, settings, organisation, today, unknown);
        judgements.push(judgement);
        for (const each of judgement.findings) findings.push({ ...each, enforcementLevel });
        for (const each of judgement.accepted) accepted.push({ ...each, enforcementLevel });
        for (const { finding, waiver } of judgement.waived) {
            waived.push({ finding: { ...finding, enforcementLevel }, waiver });
        }
    }
    const context = {
        today,
        gpus: organisation.gpus,
        hasRulesFile: organisation.source !== undefined,
        setsNothing: organisation.setsNothing === true,
    };
    for (const { rule, enforcementLevel, settings } of reporting) {
        const reported = report(rule, judgements, settings, context);
        for (const each of reported) findings.push({ ...each, enforcementLevel });
    }
    return {
        apps,
        findings: findings.sort(compareFindings),
        waived: waived.sort((a, b) => compareFindings(a.finding, b.finding)),
        accepted: accepted.sort(compareFindings),
        waivers: waiverUses(organisation, judgements),
        unjudged: judgements.flatMap(toUnjudged),
    };
}

function enabledRules(
    rules: readonly Rule[],
    { configuration }: ResolvedRules,
): { judging: Enabled<JudgingRule>[]; reporting: Enabled<ExceptionsRule>[] } {
    const judging: Enabled<JudgingRule>[] = [];
    const reporting: Enabled<ExceptionsRule>[] = [];
    for (const rule of rules) {
        const { enforcementLevel = "advisory", settings = {} } = configuration[rule.name] ?? {};
        if (enforcementLevel === "disabled") continue;
        if (rule.scope === "exceptions") reporting.push({ rule, enforcementLevel, settings });
        else judging.push({ rule, enforcementLevel, settings });
    }
    return { judging, reporting };
}

function toUnjudged({ rule, unjudged }: Judgement): UnjudgedRule[] {
    if (unjudged.length === 0) return [];
    const facts = [...new Set(unjudged.flatMap((each) => each.facts))].sort(compareTexts);
    return [{ rule, facts, tags: unjudged.map(({ tag }) => tag) }];
}

function waiverUses({ waivers }: ResolvedRules, judgements: readonly Judgement[]): WaiverUse[] {
    const covered = new Map<unknown, number>();
    for (const { waiver } of judgements.flatMap((each) => each.waived)) {
        covered.set(waiver, (covered.get(waiver) ?? 0) + 1);
    }
    const matched = new Set(judgements.flatMap(({ matching }) => matching.map((m) => m.waiver)));
    return waivers.map((waiver) => ({
        waiver,
        covered: covered.get(waiver) ?? 0,
        isMatched: matched.has(waiver),
    }));
}
