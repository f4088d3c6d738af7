import type { Path } from "bytenite-core/documents";

/** A value whose known keys are in lower case. */
export interface LowerKeys {
    value: unknown;
    /** Keys that are there already in another case, each with the first of them. */
    twice: readonly { path: Path; key: string; first: string }[];
    /** What is called differently there: a path, and a key of what is at its end. */
    toOriginal: (path: Path, key?: string) => [path: Path, key?: string];
}

/**
 * ByteNite takes `Name` for `name`, as Go's decoders do: manifests of its own have both.
 * Source: manifest.json of ByteNite's public sample apps.
 */
export function withLowerKeys(value: unknown, known: ReadonlySet<string>): LowerKeys {
    const twice: { path: Path; key: string; first: string }[] = [];
    const originals = new Map<string, string>();
    const identify = (path: Path, key: string) => JSON.stringify([path, key]);

    const lower = (of: unknown, path: Path): unknown => {
        if (typeof of !== "object" || of === null || Array.isArray(of)) return of;
        const entries = new Map<string, unknown>();
        for (const [key, content] of Object.entries(of)) {
            const small = key.toLowerCase();
            const name = known.has(small) ? small : key;
            const first = originals.get(identify(path, name));
            if (first !== undefined) twice.push({ path, key, first });
            else originals.set(identify(path, name), key);
            entries.set(name, lower(content, [...path, name]));
        }
        return Object.fromEntries(entries);
    };

    const lowered = lower(value, []);
    const original = (path: Path, key: string) => originals.get(identify(path, key)) ?? key;
    return {
        value: lowered,
        twice,
        toOriginal: (path, key) => {
            const steps = path.map((step, index) =>
                typeof step === "string" ? original(path.slice(0, index), step) : step,
            );
            return key === undefined ? [steps] : [steps, original(path, key)];
        },
    };
}
