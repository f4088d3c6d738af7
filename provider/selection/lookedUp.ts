import { isMapping } from "../session/mapping";
import type { Members } from "./member";
import type { Selector } from "./select";

/** What a program looked up, and by what. */
export interface LookedUp {
    select: Selector;
    apps: Members;
}

/**
 * On its way from the program to `check`: a text, since the SDK and the engine have work with each single value of
 * a property, and the members go the same way in `apps` already.
 */
export function packLookedUp({ select, apps }: LookedUp): string {
    return JSON.stringify({ select, apps });
}

/** `undefined`: it is something else, which a transform has put in its place. */
export function unpackLookedUp(packed: unknown): LookedUp | undefined {
    if (typeof packed !== "string") return undefined;
    try {
        const value: unknown = JSON.parse(packed);
        return isLookedUp(value) ? value : undefined;
    } catch {
        return undefined;
    }
}

function isLookedUp(value: unknown): value is LookedUp {
    return isMapping(value) && isMapping(value.select) && isMapping(value.apps);
}
