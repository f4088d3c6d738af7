/** What shells give a program that the signal ends: 128 and its number. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/** Somebody ended the command. */
export class InterruptedError extends Error {
    override readonly name = "InterruptedError";
    /** @param exitCode what shells give a program that the signal ends */
    constructor(readonly exitCode: number) {
        super("interrupted");
    }
}

/**
 * Does something that has more to end than this process: the signal tells it to.
 * @throws InterruptedError in place of whatever the end of it causes
 */
export async function untilInterrupted(
    work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
    const controller = new AbortController();
    const listeners = Object.entries(SIGNALS).map(([name, exitCode]) => {
        const listener = () => controller.abort(new InterruptedError(exitCode));
        process.once(name, listener);
        return { name, listener };
    });
    try {
        await work(controller.signal);
    } catch (error) {
        controller.signal.throwIfAborted();
        throw error;
    } finally {
        for (const { name, listener } of listeners) process.off(name, listener);
    }
}

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
        process.exit(SIGNALS.SIGINT);
    };
    process.once("SIGINT", end);
    try {
        return await waitFor();
    } finally {
        process.off("SIGINT", end);
    }
}
