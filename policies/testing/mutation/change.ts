import type { Path } from "bytenite-core/documents";

type Branch = Record<string | number, unknown> | unknown[];

/** The document with another value at the path. What is not on the way to it is shared. */
export function replaceAt(document: unknown, path: Path, value: unknown): unknown {
    return changeAt(document, path, (parent, key) => {
        const copy = copyOf(parent) as Record<string | number, unknown>;
        copy[key] = value;
        return copy;
    });
}

/** The document without what is at the path. */
export function removeAt(document: unknown, path: Path): unknown {
    return changeAt(document, path, (parent, key) => {
        if (Array.isArray(parent)) return parent.filter((_, index) => index !== key);
        const { [key]: _removed, ...rest } = parent;
        return rest;
    });
}

function changeAt(
    document: unknown,
    [key, ...rest]: Path,
    change: (parent: Branch, key: string | number) => Branch,
): unknown {
    if (key === undefined) return document;
    const parent = document as Branch;
    if (rest.length === 0) return change(parent, key);
    const copy = copyOf(parent) as Record<string | number, unknown>;
    copy[key] = changeAt(copy[key], rest, change);
    return copy;
}

function copyOf(of: Branch): Branch {
    return Array.isArray(of) ? [...of] : { ...of };
}
