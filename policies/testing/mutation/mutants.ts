import type { Origin, Path } from "bytenite-core/documents";
import { showPath } from "bytenite-core/documents";
import { showText, showValue } from "bytenite-core/model";
import type { RulesFileDefinition, WaiverDefinition } from "../../rulesFile/rulesFile";
import { replaceAt, removeAt } from "./change";

/** A change of a rules file that a good test notices. */
export interface Mutant {
    /** Where the file was changed, and how: `rules.memory-minimum.minimum: 4 → 5`. */
    change: string;
    /** 1-based. */
    line: number;
    kind: "number" | "entry" | "level";
    definition: RulesFileDefinition;
    /** Lines of the file as it was, by the paths that the changed one has. */
    origin: Origin;
}

const SHORT = { longest: 60 };
const LEVELS: readonly unknown[] = ["advisory", "mandatory", "disabled"];

/**
 * Every change of one thing: a number one step up and one step down, a list without one of its entries, a block
 * without a level. In the order of the lines. The rules file's schema may refuse some.
 */
export function mutantsOf(definition: RulesFileDefinition, origin: Origin): Mutant[] {
    const mutants = [...changesIn(definition, [])].map(({ path, kind, value }) => {
        const [parent, key] = [path.slice(0, -1), path.at(-1)];
        const isRemoved = value === undefined;
        const old = valueAt(definition, path);
        const line =
            typeof key === "string" && kind !== "entry"
                ? origin.lineOf(parent, key)
                : origin.lineOf(path);
        const shown = kind === "entry" ? path.slice(0, -1) : path;
        return {
            change: `${showPath(shown, "")}: ${isRemoved ? `without ${describeRemoved(old, path)}` : `${showValue(old)} → ${showValue(value)}`}`,
            line,
            kind,
            definition: (isRemoved
                ? removeAt(definition, path)
                : replaceAt(definition, path, value)) as RulesFileDefinition,
            origin: kind === "entry" ? withoutEntry(origin, path) : origin,
        };
    });
    return mutants.sort((one, other) => one.line - other.line);
}

/** A waiver is known by its rule and its app. */
function describeRemoved(old: unknown, path: Path): string {
    if (path.length !== 2 || path[0] !== "waivers") return showValue(old, SHORT);
    const { rule, app } = old as WaiverDefinition;
    return `that of ${rule} for ${app === undefined ? "the stack" : showText(app, SHORT)}`;
}

interface Change {
    path: Path;
    kind: Mutant["kind"];
    /** Absent: what is there is removed. */
    value?: number;
}

function* changesIn(value: unknown, path: Path): Generator<Change> {
    if (typeof value === "number") {
        const step = stepOf(value);
        // Not 0.30000000000000004.
        for (const shifted of [value + step, value - step]) {
            yield { path, kind: "number", value: Number(shifted.toPrecision(12)) };
        }
    }
    if (typeof value !== "object" || value === null) return;
    for (const [key, each] of Object.entries(value)) {
        const below = [...path, Array.isArray(value) ? Number(key) : key];
        if (Array.isArray(value)) yield { path: below, kind: "entry" };
        else if (isLevel(each, key, path)) yield { path: below, kind: "level" };
        yield* changesIn(each, below);
    }
}

/** One in the last place that is written: 1 for 40, 0.01 for 0.35. */
function stepOf(value: number): number {
    const [, digits = ""] = /\.(\d+)$/.exec(`${value}`) ?? [];
    return 10 ** -digits.length;
}

function isLevel(value: unknown, key: string, path: Path): boolean {
    return LEVELS.includes(value) && (key === "enforcementLevel" || path.at(-1) === "rules");
}

function valueAt(value: unknown, path: Path): unknown {
    return path.reduce((of, key) => (Object(of) as Record<string | number, unknown>)[key], value);
}

/** What follows a removed entry has its own lines. */
function withoutEntry(origin: Origin, removed: Path): Origin {
    const [list, index] = [removed.slice(0, -1), Number(removed.at(-1))];
    const before = (path: Path): Path => {
        const position = path[list.length];
        const isInList = list.every((key, level) => key === path[level]);
        if (!isInList || typeof position !== "number" || position < index) return path;
        return [...list, position + 1, ...path.slice(list.length + 1)];
    };
    return {
        file: origin.file,
        locate: (path, key) => origin.locate(before(path), key),
        lineOf: (path, key) => origin.lineOf(before(path), key),
        sourceOf: (path) => origin.sourceOf(before(path)),
    };
}
