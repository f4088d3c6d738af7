import type * as Documents from "../../documents";

/** Loaded where a lock file is read or written: most programs have none. */
export function documents(): typeof Documents {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
    return require("../../documents") as typeof Documents;
}
