import type { Problem, StackProblem } from "../contract/problem";
import type { ShownApp } from "./facts";

/** No fact of an app's: an input of its resource, see AppInputs in pulumi-bytenite. */
const FIELD = "lookedUp";

/** What every rule has against an app whose facts the program keeps from changing altogether. */
export function unverified({ tag }: ShownApp): StackProblem {
    return {
        field: FIELD,
        found: false,
        limit: null,
        message: `${tag} can't be judged: the facts that arrive don't come with what was looked up, as if ignoreChanges covered all properties, so that nothing tells what ByteNite says now`,
        fix: "Name in ignoreChanges the properties that are meant, and leave lookedUp out of transforms",
    };
}

/** Whether it is this that is wrong. Whatever the app becomes, it is found with the same value. */
export function isAboutUnverified({ field, found }: Problem): boolean {
    return field === FIELD && found === false;
}
