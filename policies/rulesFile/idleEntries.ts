import { showPath } from "bytenite-core/documents";
import { describeNeeds, hasWhatItNeeds } from "../contract/needs";
import { isJudging, type Rule } from "../contract/rule";
import { blocksOf } from "./gpuChecks";
import { everyWaiver, levelIn, resolveRules, type LoadedRulesFile } from "./resolve";
import type { RulesBlock, RulesFileDefinition } from "./rulesFile";
import { mayMeet, parseStackPattern } from "./stackPattern";

type Block = RulesBlock & { stacks?: readonly string[] };

const EVERY_STACK = ["*"];
/** Keys of a rules file that one rule alone uses. */
const FOR_ONE_RULE = [
    { path: [], key: "lock", rule: "hash-locked" },
    { path: ["catalogue"], key: "prices", rule: "stack-hourly-cost" },
] as const;

/**
 * What a rules file says in vain, since the rule that it is about does not judge by it. No run shows that: what is
 * not judged passes.
 */
export function findIdleEntries(file: LoadedRulesFile): string[] {
    return [
        ...findRulesWithoutSettings(file),
        ...findSettingsOfDisabledRules(file),
        ...findKeysOfDisabledRules(file),
        ...findIdleWaivers(file),
    ];
}

/** A level may stand in one block and the settings in another, if both can hold for a stack. */
function findRulesWithoutSettings(file: LoadedRulesFile): string[] {
    const { rules, definition, origin } = file;
    const { configuration } = resolveRules(file, undefined);
    return blocksOf(definition).flatMap(([at, block]) =>
        rules.filter(isJudging).flatMap((rule) => {
            const { name } = rule;
            const { settings = {}, enforcementLevel } = configuration[name] ?? {};
            const level = levelIn(block, rule) ?? enforcementLevel;
            if (block.rules?.[name] === undefined || level === "disabled") return [];
            if (hasWhatItNeeds(rule, settings)) return [];
            const isGiven = blocksBeside(block, definition).some((other) =>
                hasWhatItNeeds(rule, settingsIn(other, rule)),
            );
            if (isGiven) return [];
            const path = [...at, "rules"];
            const lockFile = name === "hash-locked" ? ", or a lock file under the key lock" : "";
            return [
                `${origin.locate(path, name)}: ${showPath([...path, name], "")} judges nothing without the setting ${describeNeeds(rule)}${lockFile}. Give it what it judges by, or remove it`,
            ];
        }),
    );
}

/** Settings turn on a rule that `all` turns off beside them, and no other. Beside `disabled`, they are meant to wait. */
function findSettingsOfDisabledRules({ rules, definition, origin }: LoadedRulesFile): string[] {
    return blocksOf(definition).flatMap(([at, block]) =>
        rules.flatMap((rule) => {
            const { name } = rule;
            if (typeof block.rules?.[name] !== "object") return [];
            if (levelIn(block, rule) || levelIn(definition, rule) !== "disabled") return [];
            if (blocksBeside(block, definition).some((other) => turnsOn(other, rule))) return [];
            const path = [...at, "rules"];
            return [
                `${origin.locate(path, name)}: ${showPath([...path, name], "")} changes nothing, since that rule is disabled. Give it an enforcementLevel there, or remove it`,
            ];
        }),
    );
}

function findKeysOfDisabledRules({ rules, definition, origin }: LoadedRulesFile): string[] {
    const given = { lock: definition.lock, prices: definition.catalogue?.prices };
    return FOR_ONE_RULE.flatMap(({ path, key, rule: name }) => {
        const rule = rules.find((each) => each.name === name);
        // Whoever writes that the rule is disabled knows it.
        const isMeant = definition.rules?.[name] !== undefined;
        if (given[key] === undefined || isMeant || !isOffEverywhere(rule, definition)) return [];
        const shown = showPath([...path, key], "");
        return [
            `${origin.locate(path, key)}: ${shown} is used by nothing, since the rule ${name} is disabled. Give that rule a level, or remove ${shown}`,
        ];
    });
}

function findIdleWaivers(file: LoadedRulesFile): string[] {
    const { rules, definition } = file;
    const byName = new Map(rules.map((rule) => [rule.name, rule]));
    return everyWaiver(file)
        .filter(({ rule }) => isOffEverywhere(byName.get(rule), definition))
        .map(
            ({ origin, rule }) =>
                `${origin.file}:${origin.line}: the waiver of ${rule} covers nothing, since that rule is disabled. Remove the waiver, or give the rule a level`,
        );
}

function isOffEverywhere(rule: Rule | undefined, definition: RulesFileDefinition): boolean {
    if (!rule || levelIn(definition, rule) !== "disabled") return false;
    return !blocksOf(definition).some(([, block]) => turnsOn(block, rule));
}

function turnsOn(block: Block, rule: Rule): boolean {
    return (levelIn(block, rule) ?? "disabled") !== "disabled";
}

function settingsIn({ rules = {} }: Block, { name }: Rule): Record<string, unknown> {
    const entry = rules[name];
    return typeof entry === "object" ? entry : {};
}

/** The blocks that may hold for a stack for which this one holds, itself among them. */
function blocksBeside({ stacks = EVERY_STACK }: Block, definition: RulesFileDefinition): Block[] {
    return blocksOf(definition)
        .map(([, other]) => other)
        .filter(({ stacks: others = EVERY_STACK }) =>
            stacks.some((one) => others.some((other) => mayCoverTheSame(one, other))),
        );
}

function mayCoverTheSame(one: string, other: string): boolean {
    const [pattern, otherPattern] = [parseStackPattern(one), parseStackPattern(other)];
    // What is no pattern covers nothing, and is told elsewhere.
    if ("problem" in pattern || "problem" in otherPattern) return false;
    return mayMeet(pattern, otherPattern);
}
