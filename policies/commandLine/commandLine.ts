import {
    DocumentError,
    refuseRepeatedOptions,
    runCommand,
    watchOutput,
    writeUsageError,
} from "bytenite-core/documents";
import { withCode } from "bytenite-core/model";
import { Command, CommanderError } from "commander";
import type { PolicyCode } from "../contract/errorCodes";
import { UnansweredError } from "../doors/unanswered";
import { EXIT } from "./command";
import { CommandError } from "./commandError";
import { commands } from "./commands";
import { addExamples } from "./examples";
import { InterruptedError } from "./interruption";
import { describeFailure } from "./failure";
import { Session } from "./session";
import { VERSION } from "../reports/pages";
import { misspeltNames } from "../rulesFile/variables";

const TASKS = [
    [
        "bytenite-policies init state.json",
        "begin: write rules that pass on the apps that are there",
    ],
    ["pulumi stack export --show-secrets | bytenite-policies check", "judge the apps of a stack"],
    ["bytenite-policies explain gpu-allowed", "what a finding means, and how to end it"],
    ["bytenite-policies rules shop/prod", "what holds for a stack, and which line set it"],
    [
        "bytenite-policies validate && bytenite-policies test",
        "before a change of the rules is merged",
    ],
    [
        "bytenite-policies diff --new stricter.yaml state.json",
        "what a stricter rules file would refuse",
    ],
    ["bytenite-policies waivers --fail-on expired", "in a nightly job"],
] as const;

const EXIT_CODES = `Exit codes: 0 nothing is wrong, 1 something counts, 2 the command or a file can't be used,
3 ByteNite can't be reached, or refuses.
What a program reads is on standard output; everything else is on standard error.`;

const CUT_SHORT = withCode(
    "The command did not finish: code that it loads ended it. Look for process.exit in the modules that rulePackages names, and in what they load",
    "OWN_RULE_FAILED" satisfies PolicyCode,
);

/** Runs the command line in a process of its own. */
export function main(args: readonly string[]): Promise<void> {
    const whenCutShort = `${CUT_SHORT}\nMore about it: npx bytenite-policies explain OWN_RULE_FAILED`;
    return runCommand({ name: "bytenite-policies", run: () => run(args), whenCutShort });
}

/** Runs the command line, and sets the exit code: see EXIT. */
export async function run(args: readonly string[]): Promise<void> {
    watchOutput();
    let session: Session | undefined;
    try {
        const made = toProgram();
        session = made.session;
        for (const doubt of misspeltNames(session.environment)) session.tell(`warning: ${doubt}`);
        await made.program.parseAsync(args, { from: "user" });
    } catch (error) {
        session?.clear();
        process.exitCode = explain(error);
    }
}

/** The program with all its commands, and what they share. */
export function toProgram(): { program: Command; session: Session } {
    const program = new Command("bytenite-policies")
        .description("Judges ByteNite apps by an organisation's rules, outside of Pulumi.")
        .option(
            "--rules <file>",
            "the rules file (default: the only bytenite.rules.yaml in or above this folder)",
        )
        .version(VERSION, "--version")
        .configureOutput({ outputError: writeUsageError })
        .showHelpAfterError("With --help, it says what it takes.")
        .exitOverride();
    const session = new Session(
        () => program.opts<{ rules?: string }>().rules,
        process.env,
        currentFolder(),
    );
    for (const addCommand of commands) addCommand(program, session);
    refuseRepeatedOptions(program);
    addExamples(program, TASKS, "Common tasks:");
    program.addHelpText("after", `\n${EXIT_CODES}`);
    return { program, session };
}

function currentFolder(): string {
    try {
        return process.cwd();
    } catch {
        throw new CommandError("The folder in which the command runs is gone. Change to another");
    }
}

function explain(error: unknown): number {
    // It was told already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.misused;
    if (error instanceof InterruptedError) return error.exitCode;
    const isUnanswered = error instanceof UnansweredError;
    if (!isUnanswered && !(error instanceof DocumentError)) throw error;
    process.stderr.write(describeFailure(error));
    return isUnanswered ? EXIT.unreachable : EXIT.misused;
}
