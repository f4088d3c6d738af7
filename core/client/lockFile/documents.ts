import { createRequire } from "node:module";
import type * as Documents from "bytenite-core/documents";

const load = createRequire(__filename);

/** Loaded where a lock file is read or written, because that takes longer than to load the rest of this package. */
export function documents(): typeof Documents {
    return load("bytenite-core/documents") as typeof Documents;
}
