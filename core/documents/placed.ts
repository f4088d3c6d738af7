import type { Path } from "./path";

/** A value and where it stands in the text. */
export interface Placed {
    value: unknown;
    /** The first character. */
    offset: number;
    /** A scalar as it stands in the text: 1.10, where the value is 1.1. */
    source?: string;
    items?: readonly Placed[];
    entries?: ReadonlyMap<string, Entry>;
    /** Values within, itself among them; those behind an alias count each time. */
    size: number;
    /** Those of them that are behind an alias. */
    repeated: number;
    /** Levels of lists and mappings: 0 for a scalar. */
    depth: number;
}

export interface Entry {
    /** The first character of the key. */
    offset: number;
    value: Placed;
}

/** The value at the path, or the last one on the way to it that there is. */
export function follow(top: Placed, path: Path): Placed {
    let placed = top;
    for (const step of path) {
        const next = placed.items?.[Number(step)] ?? placed.entries?.get(String(step))?.value;
        if (!next) break;
        placed = next;
    }
    return placed;
}
