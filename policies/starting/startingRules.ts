import { DocumentError } from "bytenite-core/documents";
import { observedGpuVocabulary } from "bytenite-core/model";
import type { UnjudgedRule } from "../contract/evaluation";
import { evaluate } from "../judging/evaluate";
import type { ShownApp } from "../judging/facts";
import type { UnknownFacts } from "../judging/withheldFacts";
import { rules } from "../rules";
import { parseRulesFile } from "../rulesFile/load";
import { resolveRules } from "../rulesFile/resolve";
import type { ResolvedRules } from "../rulesFile/resolvedRules";
import { PROPOSALS } from "./proposals";
import { writeRules, type PostponedRule, type StartingRule } from "./writeRules";

/** A rules file to begin with. */
export interface StartingRules {
    /** The file: YAML. */
    text: string;
    /** The rules in it. */
    started: readonly string[];
    postponed: readonly PostponedRule[];
    /** The rules that can't be tried, and are left out. */
    unjudged: readonly UnjudgedRule[];
}

/**
 * A rules file of what is so today. It has the rules of which no app has a finding, and names the others in a
 * comment. Each is tried on the apps, as it is written: what a catalogue says is never trusted to be harmless.
 *
 * @param today YYYY-MM-DD
 * @param unknown what nothing tells of the apps
 */
export function startingRules(
    apps: readonly ShownApp[],
    today: string,
    subject: string,
    unknown: UnknownFacts = [],
): StartingRules {
    const started: StartingRule[] = [];
    const postponed: PostponedRule[] = [];
    const unjudged: UnjudgedRule[] = [];
    const heading = { subject, apps: apps.length, today };
    for (const { rule, enforcementLevel, comment, settings } of PROPOSALS) {
        const values = settings ? settings(apps, observedGpuVocabulary) : {};
        if (!values) continue;
        const next = { rule, enforcementLevel, comment, settings: values };
        const organisation = resolve(writeRules(heading, [...started, next], []));
        if (!organisation) continue;
        const only = rules.filter(({ name }) => name === rule);
        const tried = evaluate(apps, only, organisation, today, unknown);
        const tags = [...new Set(tried.findings.map(({ tag }) => tag))];
        if (tried.unjudged.length > 0) unjudged.push(...tried.unjudged);
        else if (tags.length === 0) started.push(next);
        else postponed.push({ rule, tags });
    }
    return {
        text: writeRules(heading, started, postponed),
        started: started.map(({ rule }) => rule),
        postponed,
        unjudged,
    };
}

/** What holds under a text. `undefined`: the text is no rules file. */
function resolve(text: string): ResolvedRules | undefined {
    try {
        const file = { ...parseRulesFile(text, "the rules file"), baseline: [], rules };
        return resolveRules(file, undefined);
    } catch (error) {
        // A list of more entries than a rules file may have, or a text of more characters.
        if (error instanceof DocumentError) return undefined;
        throw error;
    }
}
