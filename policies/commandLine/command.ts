import type { Command } from "commander";
import type { Session } from "./session";

/** Adds one command to the program. A file in commands/ that is no test exports one. */
export type AddCommand = (program: Command, session: Session) => void;

/** Exit codes, the same for every command. 0: nothing is wrong. */
export const EXIT = {
    /** There is a finding that counts. */
    refused: 1,
    /** The command, or a file, can't be used, or nothing was judged. */
    misused: 2,
    /** ByteNite can't be reached, or refuses. */
    unreachable: 3,
} as const;
