import process from "node:process";

/** Something that a user or a machine can do something about: shown as it is, without a stack. */
export class Problem extends Error {}

/**
 * Runs a script's main function; a Problem becomes a message and exit code 1.
 * @param {() => Promise<void>} main
 */
export async function reportProblems(main) {
    try {
        await main();
    } catch (error) {
        if (!(error instanceof Problem)) {
            throw error;
        }
        console.error(`\n${error.message}`);
        process.exitCode = 1;
    }
}
