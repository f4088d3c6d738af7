/** A key that nobody reads, and the fact that it means. */
export interface MisspeltFact {
    key: string;
    name: string;
}

/**
 * The first key that means an unset fact of another spelling: `min_cpu`, `GPU` and `gpus`. Whoever passed over it would
 * take the fact for unset. A key that means none of them is new, and is nobody's mistake.
 *
 * @param names of the facts, as the keys of an object
 */
export function findMisspeltFact(of: object, names: object): MisspeltFact | undefined {
    for (const key of Object.keys(of)) {
        if (Object.hasOwn(names, key)) continue;
        const name = Object.keys(names).find((each) => fold(each) === fold(key));
        if (name !== undefined && !isSet(of, name)) return { key, name };
    }
    return undefined;
}

function isSet(of: object, name: string): boolean {
    const value = (of as Record<string, unknown>)[name];
    return value !== undefined && value !== null;
}

function fold(name: string): string {
    return name
        .replace(/[^A-Za-z0-9]/g, "")
        .toLowerCase()
        .replace(/s$/, "");
}
