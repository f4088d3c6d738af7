import { showFile } from "../model/foreignText";
import type { Path } from "./path";

/** Where a document came from, for its problems. */
export interface Origin {
    /** The name of the file, or what the value in memory is: a text of somebody else's. */
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
    const shown = showFile(name);
    return { file: name, locate: () => shown, lineOf: () => 0, sourceOf: () => undefined };
}
