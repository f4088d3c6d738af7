import { DocumentError, watchOutput } from "bytenite-core/documents";
import { Command, CommanderError } from "commander";
import { EXIT } from "./command";
import { commands } from "./commands";
import { Session } from "./session";

/** Runs the command line, and sets the exit code: see EXIT. */
export async function run(args: readonly string[]): Promise<void> {
    watchOutput();
    try {
        await toProgram().parseAsync(args, { from: "user" });
    } catch (error) {
        process.exitCode = explain(error);
    }
}

function toProgram(): Command {
    const program = new Command("bytenite-policies")
        .description("Judges ByteNite apps by an organisation's rules, outside of Pulumi.")
        .option(
            "--rules <file>",
            "the rules file (default: the only bytenite.rules.yaml in or above the project)",
        )
        .showHelpAfterError()
        .exitOverride();
    const session = new Session(
        () => program.opts<{ rules?: string }>().rules,
        process.env,
        process.cwd(),
    );
    for (const addCommand of commands) addCommand(program, session);
    return program;
}

function explain(error: unknown): number {
    // It was told already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.misused;
    if (!(error instanceof DocumentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT.misused;
}
