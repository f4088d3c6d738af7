const MOST_SHOWN = 20;

/** A catalogue that can't be served. The message has one line for each problem, at most 20. */
export class CatalogueError extends Error {
    override readonly name = "CatalogueError";

    /** @param problems One sentence each: file, line, place in the catalogue, what is wrong. */
    constructor(readonly problems: readonly string[]) {
        const hidden = problems.length - MOST_SHOWN;
        const rest = hidden > 0 ? [`… and ${hidden} more`] : [];
        super([...problems.slice(0, MOST_SHOWN), ...rest].join("\n"));
    }
}

/** Steps from the catalogue's top to a value. */
export type Path = readonly (string | number)[];

/** A path as one writes it in code: apps[0].versions[2].status. */
export function showPath(path: Path): string {
    const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`));
    return steps.join("").replace(/^\./, "") || "the catalogue";
}

/** Where a catalogue came from, for its problems. */
export interface Origin {
    /** "catalogue.yaml:12" for the value at the path, or for the key of that name in it. */
    locate(path: Path, key?: string): string;
    /** A scalar as it stands in the file: 1.10, where the parsed value is 1.1. */
    sourceOf(path: Path): string | undefined;
}

/** The origin of a catalogue that is a value in memory. */
export const inMemory: Origin = { locate: () => "catalogue", sourceOf: () => undefined };
