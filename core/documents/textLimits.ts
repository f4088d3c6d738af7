import type { DocumentOptions } from "./documentOptions";

const LARGEST_BYTES = 256 * 1024;
const DEEPEST_LEVELS = 32;

/** How much of a document is read. */
export interface TextLimits {
    /** Bytes. */
    largest: number;
    /** Levels of lists and mappings within each other. */
    deepest: number;
    /** Values, keys and punctuation marks. */
    mostParts: number;
    /** Values behind aliases. */
    mostRepeated: number;
    /** Entries of a list. */
    longestList: number;
    /** Characters of a text. */
    longestText: number;
}

export function limitsOf(options: Omit<DocumentOptions, "noun">): TextLimits {
    const { largest, deepest, longestList = Infinity, longestText = Infinity } = options;
    const bytes = largest ?? LARGEST_BYTES;
    return {
        largest: bytes,
        deepest: deepest ?? DEEPEST_LEVELS,
        // What people write has several bytes for each part; a text made to cost time has one.
        mostParts: Math.ceil(bytes / 2),
        mostRepeated: Math.ceil(bytes / 16),
        longestList,
        longestText,
    };
}
