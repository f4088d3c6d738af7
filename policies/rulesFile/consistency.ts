import { showPath, type Origin } from "bytenite-core/documents";
import { showText } from "bytenite-core/model";
import type { Rule } from "../contract/rule";
import { namedStacks } from "./namedStacks";
import type { RulesFileDefinition } from "./rulesFile";
import { parseStackPattern } from "./stackPattern";

/** The level of all rules has two names, and may have one value. */
export function findDoubledLevels(definition: RulesFileDefinition, origin: Origin): string[] {
    const environments = Object.entries(definition.environments ?? {});
    return [
        { block: definition, path: [] as string[] },
        ...environments.map(([name, block]) => ({ block, path: ["environments", name] })),
    ]
        .filter(({ block }) => block.defaults?.enforcementLevel && block.rules?.all)
        .map(
            ({ path }) =>
                `${origin.locate([...path, "rules"], "all")}: ${showPath([...path, "rules", "all"], "")} and defaults.enforcementLevel both set the level of all rules: keep one of them`,
        );
}

export function findWaiversWithoutApp(
    known: readonly Rule[],
    { waivers = [] }: RulesFileDefinition,
    origin: Origin,
): string[] {
    const scopes = new Map(known.map(({ name, scope }) => [name, scope]));
    return waivers
        .map(({ rule, app }, index) => ({ rule, app, index }))
        .filter(({ rule, app }) => app === undefined && scopes.get(rule) === "app")
        .map(
            ({ rule, index }) =>
                `${origin.locate(["waivers", index])}: waivers[${index}] has no app; ${rule} judges apps one by one, so say which it is for ("*": all of them)`,
        );
}

/** A pattern that covers no stack ever would turn its environment, or its waiver, off without a word. */
export function findStacksThatCoverNone(definition: RulesFileDefinition, origin: Origin): string[] {
    return namedStacks(definition).flatMap(({ path, stacks }) =>
        stacks.flatMap((text, index) => {
            const pattern = parseStackPattern(text);
            if (!("problem" in pattern)) return [];
            const place = [...path, index];
            return [
                `${origin.locate(place)}: ${showPath(place, "the rules file")} is ${showText(text)}, which ${pattern.problem}`,
            ];
        }),
    );
}
