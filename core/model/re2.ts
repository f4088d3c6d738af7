import type * as Re2js from "re2js";

/**
 * RE2's implementation. Loaded when a pattern needs it: it takes as long to load as the rest of the model, and
 * most programs have no such pattern.
 */
export function re2(): typeof Re2js {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
    return require("re2js") as typeof Re2js;
}
