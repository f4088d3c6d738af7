import { isDeepStrictEqual } from "node:util";
import { compareTexts } from "bytenite-core/model";
import { isMapping } from "./mapping";

/** What became of a property, by a path such as status or deviceRequirements.gpu, in the words of the engine's protocol. */
export interface Change {
    path: string;
    kind: "ADD" | "DELETE" | "UPDATE" | "UPDATE_REPLACE";
}

/** What differs between two mappings, and mappings in them, in the order of the names. */
export function changedPaths(
    before: Readonly<Record<string, unknown>>,
    after: Readonly<Record<string, unknown>>,
    within = "",
): Change[] {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareTexts);
    return names.flatMap((name) => {
        const [old, current] = [before[name], after[name]];
        if (isDeepStrictEqual(old, current)) return [];
        if (isMapping(old) && isMapping(current)) {
            return changedPaths(old, current, `${within}${name}.`);
        }
        const kind = old === undefined ? "ADD" : current === undefined ? "DELETE" : "UPDATE";
        return [{ path: within + name, kind }];
    });
}
