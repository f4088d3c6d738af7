import type { PageData, PageFinding } from "./data";

// Thousands of findings have most of their texts in common: each text stands in the page once.

const TEXTS = [
    "id",
    "state",
    "level",
    "severity",
    "message",
    "fix",
    "field",
    "found",
    "limit",
    "setIn",
] as const;
const NUMBERS = ["rule", "subject", "waiver"] as const;
const LISTS = ["places", "refused"] as const;
const ABSENT = -1;

/** Findings in a small form. */
export interface PackedFindings {
    texts: readonly string[];
    /** For each finding the indexes of its texts, its numbers, and the indexes of the texts of its lists. */
    rows: readonly (readonly (number | readonly number[])[])[];
}

/** What stands in the page. */
export type PageJson = Omit<PageData, "findings"> & { findings: PackedFindings };

/** The small form of findings. */
export function pack(findings: readonly PageFinding[]): PackedFindings {
    const indexOf = new Map<string, number>();
    const add = (text: string) => {
        const index = indexOf.get(text) ?? indexOf.size;
        indexOf.set(text, index);
        return index;
    };
    const rows = findings.map((finding) => [
        ...TEXTS.map((key) => {
            const text = finding[key];
            return text === undefined ? ABSENT : add(text);
        }),
        ...NUMBERS.map((key) => finding[key] ?? ABSENT),
        ...LISTS.map((key) => (finding[key] ?? []).map(add)),
    ]);
    return { texts: [...indexOf.keys()], rows };
}

/** The findings of their small form. */
export function unpack({ texts, rows }: PackedFindings): PageFinding[] {
    const keys = [...TEXTS, ...NUMBERS, ...LISTS];
    const textOf = (index: number) => texts[index] ?? "";
    return rows.map((row) => {
        const entries = row.flatMap((value, column): [string, unknown][] => {
            const key = keys[column] ?? "";
            if (typeof value !== "number") {
                return value.length === 0 ? [] : [[key, value.map(textOf)]];
            }
            if (value === ABSENT) return [];
            return [[key, column < TEXTS.length ? textOf(value) : value]];
        });
        return Object.fromEntries(entries) as unknown as PageFinding;
    });
}
