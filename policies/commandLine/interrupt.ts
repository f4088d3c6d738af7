/** 128 and the number of the signal, as shells count. */
const INTERRUPTED = 130;

/**
 * Lets Ctrl-C end the command at once, with a line that says so, while something is waited for. What computes
 * without a pause ends at once by itself, and could call nobody.
 *
 * @param clear makes room for the line
 */
export async function interruptible<Result>(
    waitFor: () => Promise<Result>,
    clear: () => void,
): Promise<Result> {
    const end = () => {
        clear();
        process.stderr.write("Interrupted\n");
        process.exit(INTERRUPTED);
    };
    process.once("SIGINT", end);
    try {
        return await waitFor();
    } finally {
        process.off("SIGINT", end);
    }
}
