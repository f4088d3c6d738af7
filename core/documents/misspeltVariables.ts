import { showLine } from "../model/foreignText";
import { closest } from "./closest";

const PREFIX = "BYTENITE";

/**
 * The variables of an environment that are named like one of ours but for a slip of the fingers, while that one
 * is not set: a sentence each, by alphabet. None is refused, since others may have variables of their own that
 * begin with BYTENITE_. What a variable says is not shown: it may be a credential.
 *
 * @param known the variables that are read: each begins with BYTENITE_
 */
export function misspeltVariables(
    environment: Readonly<Record<string, string | undefined>>,
    known: readonly string[],
): string[] {
    const unset = known.filter((name) => !environment[name]).map((name) => split(name).rest);
    return Object.keys(environment)
        .filter((name) => !known.includes(name))
        .sort()
        .flatMap((name) => {
            const { prefix, rest } = split(name);
            const meant = closest(prefix, [PREFIX]) && closest(rest, unset);
            if (meant === undefined) return [];
            return [
                `The environment has ${showLine(name)}, which nothing here reads. Is ${PREFIX}_${meant} meant?`,
            ];
        });
}

function split(name: string): { prefix: string; rest: string } {
    const end = name.indexOf("_");
    return { prefix: name.slice(0, Math.max(end, 0)), rest: name.slice(end + 1) };
}
