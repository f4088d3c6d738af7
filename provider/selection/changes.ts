import { isDeepStrictEqual } from "node:util";
import { compareTexts } from "bytenite-core/model";
import { isMapping } from "../session/mapping";
import type { Members } from "./member";

/** What became of a property, in the words of the engine's protocol. */
export type ChangeKind = "ADD" | "DELETE" | "UPDATE";

/** What differs between the members of a selection at two times. Each list is ordered. */
export interface Changes {
    /** The tags of those that came. */
    entered: string[];
    /** The tags of those that went. */
    left: string[];
    /** The facts that changed of those that stayed, by paths such as status or deviceRequirements.gpu. */
    changed: { tag: string; facts: { path: string; kind: ChangeKind }[] }[];
}

/** How the members of a selection have changed. */
export function compareMembers(before: Members, after: Members): Changes {
    const tags = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareTexts);
    const changes: Changes = { entered: [], left: [], changed: [] };
    for (const tag of tags) {
        const [old, current] = [ownValue(before, tag), ownValue(after, tag)];
        if (old === undefined) changes.entered.push(tag);
        else if (current === undefined) changes.left.push(tag);
        else {
            const facts = changedFacts({ ...old }, { ...current });
            if (facts.length > 0) changes.changed.push({ tag, facts });
        }
    }
    return changes;
}

function ownValue<Value>(of: Readonly<Record<string, Value>>, name: string): Value | undefined {
    return Object.hasOwn(of, name) ? of[name] : undefined;
}

function changedFacts(
    before: Readonly<Record<string, unknown>>,
    after: Readonly<Record<string, unknown>>,
    within = "",
): { path: string; kind: ChangeKind }[] {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareTexts);
    return names.flatMap((name) => {
        const [old, current] = [before[name], after[name]];
        if (isDeepStrictEqual(old, current)) return [];
        if (isMapping(old) && isMapping(current)) {
            return changedFacts(old, current, `${within}${name}.`);
        }
        const kind = old === undefined ? "ADD" : current === undefined ? "DELETE" : "UPDATE";
        return [{ path: within + name, kind }];
    });
}
