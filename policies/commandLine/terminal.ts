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
