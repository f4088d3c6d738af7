import { withCode } from "../model/withCode";
import type { DocumentCode } from "./errorCodes";
import { explainWriting } from "./fileWriteError";

const FAILED = 2;
const WRITING: DocumentCode = "FILE_NOT_WRITTEN";

/**
 * Lets a command end as Unix tools end when its output can't be written. Where nobody reads any more, as in
 * `| head -1`, it goes on in silence, and its exit code says what it would have said. After any other failure,
 * such as a full device, a line says so and the exit code is 2, whatever it was to be.
 *
 * @param end called at the first failure: for a command that would otherwise run on
 */
export function watchOutput(end: () => void = () => undefined): void {
    let hasFailed = false;
    const streams = [
        ["standard output", process.stdout],
        ["standard error", process.stderr],
    ] as const;
    for (const [name, stream] of streams) {
        stream.on("error", ({ code = "" }: NodeJS.ErrnoException) => {
            if (hasFailed) return;
            hasFailed = true;
            if (code !== "EPIPE") {
                // Whatever is set after this counts for less.
                process.once("exit", () => (process.exitCode = FAILED));
                const problem = `error: ${name} can't be written: ${explainWriting(code)}`;
                process.stderr.write(`${withCode(problem, WRITING)}\n`);
            }
            end();
        });
    }
}

/** Writes lines to standard output. Unlike the console, which keeps a failure to itself. */
export function print(text: string): void {
    process.stdout.write(`${text}\n`);
}
