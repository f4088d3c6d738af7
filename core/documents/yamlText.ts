import { showFile } from "../model/foreignText";
import { DocumentError } from "./documentError";
import type { DocumentOptions } from "./documentOptions";
import type { Origin } from "./origin";
import type { Path } from "./path";
import { follow } from "./placed";
import type { Placed } from "./placed";
import { limitsOf } from "./textLimits";
import type * as YamlTree from "./yamlTree";

/** A value as the file has it, not yet validated, and where its parts stand. */
export interface YamlDocument {
    /** What JSON can express, NaN and infinite numbers besides. Keys are texts. */
    value: unknown;
    origin: Origin;
}

/**
 * The value that a YAML (or JSON) text describes, not yet validated. YAML 1.2, without tags of one's
 * own and without merge keys.
 * @param file How problems name the file.
 * @throws DocumentError for a text that isn't YAML, or is beyond the limits.
 */
export function parseYaml(text: string, file: string, options: DocumentOptions): YamlDocument {
    const limits = limitsOf(options);
    const shown = showFile(file);
    if (Buffer.byteLength(text) > limits.largest) {
        throw new DocumentError([`${shown}: larger than ${limits.largest} bytes`]);
    }
    // Loaded with the first YAML text: most processes read none, or none yet.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
    const { readTree } = require("./yamlTree") as typeof YamlTree;
    try {
        const { top, lineAt } = readTree(text, shown, options.noun, limits);
        return { value: top.value, origin: originOf(top, file, lineAt) };
    } catch (error) {
        if (error instanceof DocumentError) throw error;
        // A text that the library stumbles over is a mistake in the file all the same.
        throw new DocumentError([`${shown}: not a YAML file that can be read`]);
    }
}

function originOf(top: Placed, file: string, lineAt: (offset: number) => number): Origin {
    const lineOf = (path: Path, key?: string) => {
        const placed = follow(top, path);
        const entry = key === undefined ? undefined : placed.entries?.get(key);
        return lineAt((entry ?? placed).offset);
    };
    const shown = showFile(file);
    return {
        file,
        lineOf,
        locate: (path, key) => `${shown}:${lineOf(path, key)}`,
        sourceOf: (path) => follow(top, path).source,
    };
}
