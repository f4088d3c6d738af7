import type { Path } from "./path";

/** Where a document came from, for its problems. */
export interface Origin {
    /** How problems name the file, or what the value in memory is. */
    readonly file: string;
    /** "rules.yaml:12" for the value at the path, or for the key of that name in it. */
    locate(path: Path, key?: string): string;
    /** The line, counted from 1, or 0 for a value in memory. */
    lineOf(path: Path, key?: string): number;
    /** A scalar as it stands in the file: 1.10, where the parsed value is 1.1. */
    sourceOf(path: Path): string | undefined;
}

/** The origin of a document that is a value in memory. */
export function inMemory(name: string): Origin {
    return { file: name, locate: () => name, lineOf: () => 0, sourceOf: () => undefined };
}
