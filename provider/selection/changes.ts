import { compareTexts } from "bytenite-core/model";
import { changedPaths, type Change } from "../session/changedPaths";
import type { Members } from "./member";

/** What differs between the members of a selection at two times. Each list is ordered. */
export interface Changes {
    /** The tags of those that came. */
    entered: string[];
    /** The tags of those that went. */
    left: string[];
    /** The facts that changed of those that stayed, by paths such as status or deviceRequirements.gpu. */
    changed: { tag: string; facts: Change[] }[];
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
            const facts = changedPaths({ ...old }, { ...current });
            if (facts.length > 0) changes.changed.push({ tag, facts });
        }
    }
    return changes;
}

function ownValue<Value>(of: Readonly<Record<string, Value>>, name: string): Value | undefined {
    return Object.hasOwn(of, name) ? of[name] : undefined;
}
