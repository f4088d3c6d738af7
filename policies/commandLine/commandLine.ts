import { DocumentError, watchOutput } from "bytenite-core/documents";
import { Command, CommanderError } from "commander";
import { UnansweredError } from "../doors/unanswered";
import { EXIT } from "./command";
import { commands } from "./commands";
import { Session } from "./session";

/** Runs the command line, and sets the exit code: see EXIT. */
export async function run(args: readonly string[]): Promise<void> {
    watchOutput();
    const { program, session } = toProgram();
    try {
        await program.parseAsync(args, { from: "user" });
    } catch (error) {
        session.clear();
        process.exitCode = explain(error);
    }
}

function toProgram(): { program: Command; session: Session } {
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
    return { program, session };
}

function explain(error: unknown): number {
    // It was told already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.misused;
    const isUnanswered = error instanceof UnansweredError;
    if (!isUnanswered && !(error instanceof DocumentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return isUnanswered ? EXIT.unreachable : EXIT.misused;
}
