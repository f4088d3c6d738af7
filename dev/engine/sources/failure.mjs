/** A way of getting the engine that does not work here: the next one is tried. */
export class Failure extends Error {
    /**
     * @param {() => Promise<unknown>} work
     * @returns {Promise<string | undefined>} why it failed, or undefined
     */
    static async reasonOf(work) {
        try {
            await work();
            return undefined;
        } catch (error) {
            if (error instanceof Failure) {
                return error.message;
            }
            throw error;
        }
    }
}

/**
 * What a program prints to stdout; a Failure if it is not happy.
 * @param {Promise<{ok: boolean, output: string, stdout: string}>} running
 */
export async function mustRun(running) {
    const { ok, output, stdout } = await running;
    if (!ok) {
        throw new Failure(lastLines(output, 15));
    }
    return stdout;
}

function lastLines(text, count) {
    return text.split("\n").slice(-count).join("\n  ");
}
