/**
 * Whether to write in colours: as FORCE_COLOR says, else not where NO_COLOR is set, else where the output is a
 * terminal that can.
 */
export function hasColor(
    { FORCE_COLOR, NO_COLOR, ...environment }: NodeJS.ProcessEnv,
    stream: Partial<Pick<NodeJS.WriteStream, "isTTY" | "hasColors">>,
): boolean {
    if (FORCE_COLOR !== undefined) return !["0", "false"].includes(FORCE_COLOR);
    if (NO_COLOR) return false;
    return stream.isTTY === true && stream.hasColors?.(environment) === true;
}

/** What prose in a file or a pipe is filled to, and in a terminal that is wider. */
const WIDEST_PROSE = 100;

/** Columns of the terminal that standard output goes to. `undefined`: it goes into a file or a pipe. */
export function terminalWidth(): number | undefined {
    return process.stdout.isTTY ? process.stdout.columns : undefined;
}

/** Columns that prose may fill. */
export function proseWidth(): number {
    return Math.min(terminalWidth() ?? WIDEST_PROSE, WIDEST_PROSE);
}
