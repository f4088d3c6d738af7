import { showFile, showLine } from "bytenite-core/model";
import { appMatcher } from "../exceptions/waiver";
import type { ShownApp } from "../judging/facts";
import { describeNeeds } from "../contract/needs";
import { isJudging } from "../contract/rule";
import type { UnjudgedRule } from "../contract/evaluation";
import type { PassedOver } from "../contract/passedOver";
import type { ResolvedRules, RulesSource } from "../rulesFile/resolvedRules";
import { coveredApps, enabledRules, isApp, judgedTags, runningRules } from "./judgedApps";

const MOST_TAGS = 5;
const MOST_FILES = 10;

/** What was judged, and by what. */
export interface RunSummary extends Partial<RulesSource> {
    /** What was judged: "The stack shop/prod". Absent: a stack whose name is not known. */
    subject?: string;
    /** The day that BYTENITE_TODAY sets, YYYY-MM-DD. Absent: it is the real one. */
    day?: string;
    /** How many apps were judged. */
    apps: number;
    /** How many rules about apps and stacks ran. */
    rules: number;
    /** How many of them are mandatory. */
    mandatory: number;
}

/**
 * One sentence that says what was judged, and by what: "The stack shop/prod was judged by bytenite.rules.yaml
 * (environment production): 4 apps, 12 rules, 3 of them mandatory."
 */
export function describeRun({
    subject,
    day,
    apps,
    rules,
    mandatory,
    ...source
}: RunSummary): string {
    const when = day === undefined ? "" : `, as of ${day}, which BYTENITE_TODAY says`;
    const levels = rules === 0 ? "" : `, ${mandatory || "none"} of them mandatory`;
    return `${showLine(subject ?? "A stack whose name is not known")} was judged ${describeSource(source)}${when}: ${count(apps, "app")}, ${count(rules, "rule")}${levels}.`;
}

/** What a rules file hardly means: one line. @param doubt its place and what is doubtful, without a full stop */
export function describeDoubt(doubt: string): string {
    return `Check whether you meant this: ${doubt.replace(/(?<![.?])$/, ".")}`;
}

/** The rules file and its environments that hold, or that there is none: the end of a sentence. */
export function describeSource({ file, environments = [] }: Partial<RulesSource> = {}): string {
    if (file === undefined) return "without a rules file";
    if (environments.length === 0) return `by ${showFile(file)} (no environment)`;
    const noun = environments.length === 1 ? "environment" : "environments";
    return `by ${showFile(file)} (${noun} ${environments.map((name) => showLine(name)).join(", ")})`;
}

/** How many of what a stack shows are apps, and don't just look like one. */
export function countApps(apps: readonly Pick<ShownApp, "nameless">[]): number {
    return apps.filter(isApp).length;
}

/** How many rules about apps and stacks run, by an organisation's levels, and how many are mandatory. */
export function countRules(organisation: ResolvedRules): Pick<RunSummary, "rules" | "mandatory"> {
    const { rules, configuration } = organisation;
    const levels = rules.filter(isJudging).map(({ name }) => configuration[name]?.enforcementLevel);
    return {
        rules: levels.filter((level) => level !== "disabled").length,
        mandatory: levels.filter((level) => level === "mandatory").length,
    };
}

/**
 * Which rules judged none of the apps, since their setting `apps` names others: a line, or none. A misspelt glob would
 * pass everything unseen.
 */
export function describeIdleRules(
    shown: readonly ShownApp[],
    organisation: ResolvedRules,
): string[] {
    const apps = shown.filter(isApp);
    const idle = enabledRules(organisation).flatMap(({ name }) => {
        const { settings = {}, origins = {} } = organisation.configuration[name] ?? {};
        // Only what the rules file sets: by default, a rule is for every app, or waits to be told for which.
        if (!origins.apps || apps.some(appMatcher(settings.apps as string[]))) return [];
        return [`${name} (${showFile(origins.apps.file)}:${origins.apps.line})`];
    });
    if (apps.length === 0 || idle.length === 0) return [];
    return [
        `Not judged by these rules, since their setting apps names no app that is here: ${idle.join(", ")}.`,
    ];
}

/** Which rules could not judge, and for want of which facts: one line. @param by what does not tell them */
export function describeUnjudged(
    unjudged: readonly Pick<UnjudgedRule, "rule" | "facts">[],
    by = "nothing",
): string {
    const named = unjudged.map(
        ({ rule, facts }) =>
            `${showLine(rule)} (${facts.map((fact) => showLine(fact)).join(", ")})`,
    );
    return `Not judged by these rules, since ${by} does not tell what is in brackets: ${named.join(", ")}.`;
}

/**
 * Which files no rule judged, since they are of no app: one line. Whoever reads it sees an app that calls itself
 * something else. No more than a few are named: all stand in the report for programs.
 */
export function describePassedOver(files: readonly PassedOver[]): string {
    const named = files
        .slice(0, MOST_FILES)
        .map(({ file, type }) => `${showFile(file)} (${showLine(type)})`);
    const hidden = files.length - named.length;
    const rest = hidden > 0 ? ` and ${hidden} more` : "";
    return `Not judged, since by their type they are no apps: ${named.join(", ")}${rest}.`;
}

/** What the door says of apps that are not there, and what could not be judged. */
interface Limits {
    ifEmpty?: string;
    unjudged?: readonly UnjudgedRule[];
}

/** Why no app was judged by any rule, and what to look at; `undefined`: one was. */
export function whyNothing(
    shown: readonly ShownApp[],
    organisation: ResolvedRules,
    {
        ifEmpty = "the stack has no app. Check whether it is the right one, and whether it deploys an App or exports an app's record",
        unjudged = [],
    }: Limits = {},
): string | undefined {
    const { source } = organisation;
    const apps = shown.filter(isApp);
    if (apps.length === 0) return ifEmpty;
    if (judgedTags(apps, organisation, unjudged).size > 0) return undefined;
    const [enabled, running] = [enabledRules(organisation), runningRules(organisation)];
    if (running.some((rule) => coveredApps(rule, apps, organisation).length > 0)) {
        return "each rule that runs needs a fact that nothing here tells. Judge the apps where they are deployed, or give another rule a level";
    }
    if (enabled.length === 0) return `no rule runs ${describeSource(source)}. Give one a level`;
    if (running.length === 0) {
        const needs = enabled.map((rule) => `${showLine(rule.name)}: ${describeNeeds(rule)}`);
        return `no rule that runs ${describeSource(source)} has a setting that it judges by (${needs.join("; ")}). Give it one`;
    }
    const tags = apps.slice(0, MOST_TAGS).map(({ tag }) => tag);
    const hidden = apps.length - tags.length;
    const named =
        tags.map((tag) => showLine(tag)).join(", ") + (hidden > 0 ? ` and ${hidden} more` : "");
    return `no rule that runs ${describeSource(source)} is for one of the apps (${named}). Look at the setting apps`;
}

function count(number: number, noun: string): string {
    return `${number || "no"} ${noun}${number === 1 ? "" : "s"}`;
}
