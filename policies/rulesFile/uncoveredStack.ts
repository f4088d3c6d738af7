import { closest } from "bytenite-core/documents";
import { glob, showText } from "bytenite-core/model";
import { namedStacks } from "./namedStacks";
import type { LoadedRulesFile } from "./resolve";
import {
    covers,
    parseStackPattern,
    showStack,
    type StackIdentity,
    type StackPattern,
} from "./stackPattern";

/**
 * Whether no environment covers a stack that somebody names: none, or a sentence. Such a stack is legal, and a misspelt
 * name is one, which the mildest rules judge then.
 *
 * @param stack as somebody wrote it. What the engine or a state tells is spelled right
 */
export function findUncovered(
    { definition, origin }: LoadedRulesFile,
    stack: StackIdentity | undefined,
): string[] {
    if (!stack) return [];
    const lists = namedStacks(definition).map((list) => ({
        ...list,
        patterns: list.stacks
            .map(parseStackPattern)
            .flatMap((each) => ("problem" in each ? [] : [each])),
    }));
    if (lists.some(({ patterns }) => patterns.some((each) => covers(each, stack) !== false)))
        return [];
    const [meant] = lists.flatMap(({ patterns, environment }) =>
        patterns.flatMap((pattern) => {
            const name = nearest(pattern, stack);
            return name === undefined ? [] : [{ name, environment }];
        }),
    );
    const hasEnvironments = lists.some(({ environment }) => environment !== undefined);
    // Where waivers alone name stacks, most stacks are none of theirs.
    if (!hasEnvironments && !meant) return [];
    const [key, what] = hasEnvironments
        ? (["environments", "no environment"] as const)
        : (["waivers", "no list of stacks"] as const);
    const whose =
        meant?.environment === undefined
            ? ""
            : ` of the environment ${showText(meant.environment)}`;
    const question = meant ? `; did you mean ${showText(meant.name)}${whose}?` : "";
    return [
        `${origin.locate([], key)}: ${what} covers the stack ${showText(showStack(stack))}, so that only what is for every stack holds${question}`,
    ];
}

/** The name that a pattern covers and that differs from a stack's by few letters. */
function nearest(
    { organization = "*", project = "*", stack }: StackPattern,
    identity: StackIdentity,
): string | undefined {
    const parts: [string, string | undefined][] = [
        [organization, identity.organization],
        [project, identity.project],
        [stack, identity.stack],
    ];
    const names = parts.flatMap(([pattern, name]) =>
        name === undefined ? [] : [nearestPart(pattern, name)],
    );
    return names.includes(undefined) ? undefined : names.join("/");
}

function nearestPart(pattern: string, name: string): string | undefined {
    if (glob(pattern)(name)) return name;
    return closest(
        name,
        [pattern.replace(/[*?]+/g, "")].filter((each) => glob(pattern)(each)),
    );
}
