import {
    DocumentError,
    ErrorPages,
    print,
    refuseRepeatedOptions,
    runCommand,
    unknownName,
    watchOutput,
    writeUsageError,
} from "bytenite-core/documents";
import { join } from "node:path";
import { CommanderError, Command, Help } from "commander";
import { ByteNiteError, credentialsFileSource, environmentSource } from "bytenite-core/client";
import { lock, type LockOptions } from "bytenite-core/client/lockFile/lockCommand";
import { withCode } from "bytenite-core/model";
import { commandGuide, PROJECT_FILES } from "./session/places";
import { userAgent } from "./userAgent";

const FAILED = 1;
const MISUSED = 2;
/** Columns of what a person reads. */
const WIDEST_PROSE = 100;

/** Runs the command line in a process of its own. */
export function main(words: readonly string[]): Promise<void> {
    return runCommand({ name: "pulumi-bytenite", run: () => run(words) });
}

/**
 * Runs the command line. The exit code is 1 where an app differs from the lock file (with --check) or
 * can't be looked up, and 2 for what can't be worked with: options, settings, tags, the lock file.
 */
export async function run(words: readonly string[]): Promise<void> {
    watchOutput();
    const { env: environment } = process;
    const warn = (message: string) => void process.stderr.write(`warning: ${message}\n`);
    const sources = [
        environmentSource(environment, warn),
        credentialsFileSource(environment, warn),
    ];
    const tell = (problem: ByteNiteError) =>
        fail(problem.messageFor(commandGuide(sources)), problem.code);
    const program = new Command("pulumi-bytenite")
        .description("What pulumi-bytenite does outside of Pulumi.")
        .configureOutput({ outputError: writeUsageError })
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
            if (failures[0]) hint(failures[0].code);
            if (!isAsExpected) process.exitCode = FAILED;
        });
    program
        .command("explain")
        .description(
            "Explains the code of an error: what it means, and what to do. Needs no network.",
        )
        .argument("<code>", "the code at the end of a message, for example NOT_FOUND")
        .action((code: string) => print(explain(code)));
    refuseRepeatedOptions(program);
    try {
        await program.parseAsync(words, { from: "user" });
    } catch (error) {
        // A CommanderError was told already.
        if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : MISUSED;
        else if (error instanceof ByteNiteError) {
            tell(error);
            hint(error.code);
            process.exitCode = MISUSED;
        } else if (error instanceof DocumentError) {
            fail(error.message, error.code);
            process.exitCode = MISUSED;
        } else throw error;
    }
}

function fail(message: string, code: string): void {
    process.stderr.write(`error: ${withCode(message, code)}\n`);
}

function hint(code: string): void {
    process.stderr.write(`More about it: npx pulumi-bytenite explain ${code}\n`);
}

/** @throws DocumentError for a code that nothing has */
function explain(code: string): string {
    // The build puts them there.
    const pages = new ErrorPages(join(__dirname, "errors"));
    const width = Math.min(process.stdout.columns ?? WIDEST_PROSE, WIDEST_PROSE);
    const page = pages.read(code, (text) => new Help().boxWrap(text, width));
    if (page !== undefined) return page;
    throw unknownName(
        code,
        "no code of an error",
        pages.codes,
        "It stands at the end of a message, in brackets",
    );
}
