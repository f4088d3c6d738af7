import { print, watchOutput } from "bytenite-core/documents";
import { CommanderError, Command } from "commander";
import { ByteNiteError } from "bytenite-core/client";
import { userAgent } from "./userAgent";
import { lock, type LockOptions } from "bytenite-core/client/lockFile/lockCommand";

const FAILED = 1;
const MISUSED = 2;

/**
 * Runs the command line. The exit code is 1 where an app differs from the lock file (with --check) or
 * can't be looked up, and 2 for what can't be worked with: options, settings, tags, the lock file.
 */
export async function run(words: readonly string[]): Promise<void> {
    watchOutput();
    const program = new Command("pulumi-bytenite")
        .description("What pulumi-bytenite does outside of Pulumi.")
        .showHelpAfterError()
        .exitOverride();
    program
        .command("lock")
        .description("Asks ByteNite what tags mean now, and puts it into the lock file.")
        .argument("[tags...]", "name, name@major or name@major.minor (default: all in the file)")
        .option(
            "--file <file>",
            "the lock file (default: BYTENITE_LOCK_FILE or bytenite.lock.json)",
        )
        .option("--check", "change nothing, and exit with 1 where something differs")
        .action(async (tags: string[], options: LockOptions) => {
            const { lines, failures, isAsExpected } = await lock(tags, options, {
                stackConfiguration: () => undefined,
                environment: process.env,
                warn: (message) => process.stderr.write(`warning: ${message}\n`),
                userAgent: userAgent(),
            });
            if (lines.length > 0) print(lines.join("\n"));
            for (const failure of failures) tell(failure);
            if (!isAsExpected) process.exitCode = FAILED;
        });
    try {
        await program.parseAsync(words, { from: "user" });
    } catch (error) {
        process.exitCode = explain(error);
    }
}

function explain(error: unknown): number {
    // It was told already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED;
    if (!(error instanceof ByteNiteError)) throw error;
    tell(error.message);
    return MISUSED;
}

function tell(problem: string): void {
    process.stderr.write(`error: ${problem}\n`);
}
