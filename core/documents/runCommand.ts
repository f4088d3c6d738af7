const FAILED = 2;
const REPORT_TO = "https://github.com/bytenite/bytenite-infrastructure/issues";
/** What shells give a program that a signal ends: a command that is interrupted ends itself so. */
const INTERRUPTED: readonly unknown[] = [130, 143];

/** A command that has a process of its own. */
export interface Command {
    name: string;
    /** @returns when the command has finished, with its exit code in `process.exitCode` */
    run: () => Promise<void>;
    /** What is told where the process ends before that, by code that the command loads. Default: that it is a defect. */
    whenCutShort?: string;
}

/**
 * Runs a command so that its process ends by the command's own exit code, and by 2 where it did not finish. Node would
 * end by 1 after an error that nobody foresaw, which a pipeline takes for a result, and by 0 where a module that the
 * command loads ends the process or never answers.
 */
export async function runCommand({ name, run, whenCutShort }: Command): Promise<void> {
    let code: typeof process.exitCode;
    let hasFinished = false;
    const finish = (finalCode: typeof process.exitCode) => {
        code = finalCode ?? 0;
        hasFinished = true;
    };
    const fail = (error: unknown) => {
        process.stderr.write(`${describeDefect(name, error)}\n`);
        process.exitCode = FAILED;
        finish(FAILED);
    };
    process.on("exit", (given) => {
        if (!hasFinished && !INTERRUPTED.includes(given)) {
            const why = whenCutShort ?? describeDefect(name, "it ended before it had finished");
            process.stderr.write(`${why}\n`);
            finish(FAILED);
        }
        if (hasFinished) process.exitCode = code;
    });
    // A promise that nobody waits for, or a timer.
    process.on("uncaughtException", (error) => {
        fail(error);
        process.exit();
    });
    try {
        await run();
        finish(process.exitCode);
    } catch (error) {
        fail(error);
    }
}

/** With all that is known of it: whoever mends it was not there. */
function describeDefect(name: string, error: unknown): string {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return `error: ${name} met an error that it does not foresee. That is a defect of it, or of a module that it loads. Please report it at ${REPORT_TO} with these lines:\n${trace}`;
}
