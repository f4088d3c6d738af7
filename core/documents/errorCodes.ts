/** The codes of what all packages do: reading and writing files, and taking a command line. Each has a page in docs/errors. */
export const DOCUMENT_CODES = [
    "CODE_GENERATION_REFUSED",
    "COMMAND_INVALID",
    "DOCUMENT_INVALID",
    "FILE_NOT_WRITTEN",
] as const;

/** What went wrong, for programs. Stable: a code never changes its meaning. */
export type DocumentCode = (typeof DOCUMENT_CODES)[number];
