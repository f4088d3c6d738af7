import fc from "fast-check";
import { anyCharacter } from "./anyCharacter";

/** What somebody might put in the place of anything, as JSON text. */
const anything = fc.oneof(
    fc.constantFrom(
        ...["null", "true", "0", "-1", "-0", "1.5", "1e400", "-1e400", "9007199254740993"],
        ...[
            '"9223372036854775807"',
            '"9223372036854775808"',
            '"-5"',
            '"NaN"',
            '"Infinity"',
            '"0x10"',
        ],
        ...[
            "[]",
            "{}",
            "[null]",
            '{"__proto__":{"polluted":true}}',
            '{"constructor":{"prototype":5}}',
        ],
        ...[
            '""',
            '"\\u0000\\u202e\\ud800"',
            '"2025-13-45T99:99:99Z"',
            '"2025-10-30T16:39:50+02:00"',
        ],
        JSON.stringify("x".repeat(100_000)),
        `${"[".repeat(500)}${"]".repeat(500)}`,
    ),
    fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
    fc.string({ unit: anyCharacter }).map((text) => JSON.stringify(text)),
);

type Json = Record<string, unknown>;

/** Every place in a value, as the keys that lead to it. */
function placesIn(value: unknown, path: string[] = []): string[][] {
    if (typeof value !== "object" || value === null) return [path];
    return [
        path,
        ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key])),
    ];
}

const HOLE = '"a hole that is filled below"';

/** The text of a body with something else in one place, or with one place missing. */
function mutate(body: unknown, path: string[], text: string | undefined): string {
    if (path.length === 0) return text ?? "";
    const copy = structuredClone(body) as Json;
    const parent = path.slice(0, -1).reduce((inner, key) => inner[key] as Json, copy);
    const last = path.at(-1) ?? "";
    if (text === undefined) delete parent[last];
    else parent[last] = JSON.parse(HOLE) as string;
    return JSON.stringify(copy).replace(HOLE, () => text ?? "");
}

/** Texts of a value with something else in one of its places, or with one of them missing. */
export function mutationsOf(value: unknown): fc.Arbitrary<string> {
    return fc
        .tuple(
            fc.constantFrom(...placesIn(value)),
            fc.option(anything, { nil: undefined, freq: 8 }),
        )
        .map(([path, text]) => mutate(value, path, text));
}
