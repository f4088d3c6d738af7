import { DocumentError } from "bytenite-core/documents";
import { observedGpuVocabulary } from "bytenite-core/model";
import { evaluate } from "../judging/evaluate";
import type { ShownApp } from "../judging/facts";
import { rules } from "../rules";
import { parseRulesFile } from "../rulesFile/load";
import { resolveRules } from "../rulesFile/resolve";
import { PROPOSALS } from "./proposals";
import { writeRules, type PostponedRule, type StartingRule } from "./writeRules";

/** A rules file to begin with. */
export interface StartingRules {
    /** The file: YAML. */
    text: string;
    /** The rules in it. */
    started: readonly string[];
    postponed: readonly PostponedRule[];
}

/**
 * A rules file of what is so today. It has the rules of which no app has a finding, and names the others in a
 * comment. Each is tried on the apps, as it is written: what a catalogue says is never trusted to be harmless.
 *
 * @param today YYYY-MM-DD
 */
export function startingRules(
    apps: readonly ShownApp[],
    today: string,
    subject: string,
): StartingRules {
    const started: StartingRule[] = [];
    const postponed: PostponedRule[] = [];
    const heading = { subject, apps: apps.length, today };
    for (const { rule, enforcementLevel, comment, settings } of PROPOSALS) {
        const values = settings ? settings(apps, observedGpuVocabulary) : {};
        if (!values) continue;
        const next = { rule, enforcementLevel, comment, settings: values };
        const tags = tagsRefused(writeRules(heading, [...started, next], []), rule, apps, today);
        if (tags?.length === 0) started.push(next);
        else if (tags) postponed.push({ rule, tags });
    }
    return {
        text: writeRules(heading, started, postponed),
        started: started.map(({ rule }) => rule),
        postponed,
    };
}

/** The apps of which a rule has a finding, under a text. `undefined`: the text is no rules file. */
function tagsRefused(
    text: string,
    name: string,
    apps: readonly ShownApp[],
    today: string,
): string[] | undefined {
    try {
        const file = { ...parseRulesFile(text, "the rules file"), baseline: [], rules };
        const resolved = resolveRules(file, undefined);
        const rule = rules.filter((each) => each.name === name);
        const { findings } = evaluate(apps, rule, resolved, today);
        return [...new Set(findings.map(({ tag }) => tag))];
    } catch (error) {
        // A list of more entries than a rules file may have, or a text of more characters.
        if (error instanceof DocumentError) return undefined;
        throw error;
    }
}
