import { print, watchOutput } from "bytenite-core/documents";
import { CommanderError, Command } from "commander";
import { ByteNiteError, credentialsFileSource, environmentSource } from "bytenite-core/client";
import { lock, type LockOptions } from "bytenite-core/client/lockFile/lockCommand";
import { commandGuide, PROJECT_FILES } from "./session/places";
import { userAgent } from "./userAgent";

const FAILED = 1;
const MISUSED = 2;

/**
 * Runs the command line. The exit code is 1 where an app differs from the lock file (with --check) or
 * can't be looked up, and 2 for what can't be worked with: options, settings, tags, the lock file.
 */
export async function run(words: readonly string[]): Promise<void> {
    watchOutput();
    const { env: environment } = process;
    const sources = [
        environmentSource(environment),
        credentialsFileSource(environment, (message) =>
            process.stderr.write(`warning: ${message}\n`),
        ),
    ];
    const tell = (problem: ByteNiteError) =>
        process.stderr.write(`error: ${problem.messageFor(commandGuide(sources))}\n`);
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
                sources,
                projectFiles: PROJECT_FILES,
                environment,
                userAgent: userAgent(),
            });
            if (lines.length > 0) print(lines.join("\n"));
            for (const failure of failures) tell(failure);
            if (!isAsExpected) process.exitCode = FAILED;
        });
    try {
        await program.parseAsync(words, { from: "user" });
    } catch (error) {
        // A CommanderError was told already.
        if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : MISUSED;
        else if (error instanceof ByteNiteError) {
            tell(error);
            process.exitCode = MISUSED;
        } else throw error;
    }
}
