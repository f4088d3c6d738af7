/** The codes of the emulator's command, besides those of documents. Each has a page in docs/errors. */
export const EMULATOR_CODES = ["LISTEN_FAILED"] as const;

/** What went wrong. Stable: a code never changes its meaning. */
export type EmulatorCode = (typeof EMULATOR_CODES)[number];
