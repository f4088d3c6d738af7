import { join } from "node:path";
import type { UnjudgedRule } from "../contract/evaluation";
import type { PassedOver } from "../contract/passedOver";
import type { Waiver } from "../contract/exceptions";
import type { Place } from "../contract/place";
import { toBaselineEntry } from "../exceptions/baseline";
import { evaluate } from "../judging/evaluate";
import { readApp, type ShownApp } from "../judging/facts";
import { rules } from "../rules";
import { NO_RULES_FILE, type ResolvedRules } from "../rulesFile/resolvedRules";
import { SOME_SETTINGS } from "../settings.testSupport";
import type { ReportOptions, Run } from "./report";
import { toRun } from "./toRun";

const ROOT = "/repository";
const DAY = "2026-01-15";
const RULES_FILE = "bytenite.rules.yaml";

/** How a report is asked for that goes into a file. */
export const PLAIN: ReportOptions = { hasColor: false, withWaived: false };
/** The same with all that does not count. */
export const WITH_WAIVED: ReportOptions = { ...PLAIN, withWaived: true };

/** A rule that could not judge, for want of a fact that nothing else names. */
export const UNJUDGED: UnjudgedRule = {
    rule: "memory-minimum",
    facts: ["factOfNobody"],
    tags: ["img-gen@4.0"],
};

/** A manifest that was given and is of no app. */
export const PASSED_OVER: PassedOver = { file: "split\u001b/manifest.json", type: "partitioner" };

/** A run over apps, whose rules have settings that many apps break. */
export function runOf(apps: readonly ShownApp[], { changes = {}, placeOf }: RunChanges = {}): Run {
    const origin = { file: RULES_FILE, line: 3 };
    const organisation: ResolvedRules = {
        ...NO_RULES_FILE,
        source: { file: RULES_FILE, environments: ["production"] },
        configuration: Object.fromEntries(
            Object.entries(SOME_SETTINGS).map(([name, settings], index) => {
                const origins = Object.fromEntries(
                    Object.keys(settings).map((setting) => [setting, origin]),
                );
                const enforcementLevel = index % 2 === 0 ? "mandatory" : "advisory";
                return [name, { enforcementLevel, settings, origins }];
            }),
        ),
        ...changes,
    };
    const stack = { project: "shop", stack: "prod" };
    return toRun({
        evaluation: evaluate(apps, rules, organisation, DAY),
        shown: { subject: "The stack shop/prod", stack, apps, ...(placeOf && { placeOf }) },
        stack,
        organisation,
        day: DAY,
        folder: ROOT,
        root: ROOT,
        fallbacks: [join(ROOT, RULES_FILE)],
    });
}

interface RunChanges {
    /** What holds instead of the rules. */
    changes?: Partial<ResolvedRules>;
    placeOf?: (tag: string, field: string) => Place | undefined;
}

/** What a waiver and a baseline make of the same run. */
export function excused(run: Run): Partial<ResolvedRules> {
    const [first, second] = run.findings.filter(({ rule }) => rule in SOME_SETTINGS);
    const waiver = (rule: string): Waiver => ({
        rule,
        reason: "r | @reason",
        owner: "team <b>",
        expires: DAY,
        origin: { file: RULES_FILE, line: 90 },
    });
    return {
        waivers: first ? [waiver(first.rule)] : [],
        baseline: second ? [toBaselineEntry(second)] : [],
    };
}

/** An app with such properties, as a resource shows it. */
export function appOf(properties: Record<string, unknown>, index = 0): ShownApp {
    return readApp({ kind: "resource", properties, place: `App render-${index}` });
}
