import { print } from "bytenite-core/documents";
import { showJson, showLine } from "bytenite-core/model";
import { Option } from "commander";
import { today } from "../../exceptions/today";
import { evaluate } from "../../judging/evaluate";
import { compareEvaluations, newlyAt } from "../../reports/compare";
import { comparisonJson, describeComparison } from "../../reports/comparison";
import { countApps, describeSource } from "../../reports/summary";
import { counted } from "../../phrases/counted";
import { resolveRules } from "../../rulesFile/resolve";
import { NO_RULES_FILE, type ResolvedRules } from "../../rulesFile/resolvedRules";
import { requireStackName, type StackIdentity } from "../../rulesFile/stackPattern";
import { EXIT, type AddCommand } from "../command";
import { addExamples } from "../examples";
import { judgingCommand, openDoor, type JudgingOptions } from "../judging";
import type { Session } from "../session";
import { PolicyError } from "../../contract/policyError";

interface Options extends JudgingOptions {
    old?: string;
    new: string;
    json?: boolean;
    failOn: keyof typeof LEVELS;
}

/** The levels of new findings for which the command fails. */
const LEVELS = {
    mandatory: ["mandatory"],
    advisory: ["mandatory", "advisory"],
    none: [],
} as const;

export const addCommand: AddCommand = (program, session) => {
    const command = judgingCommand(program, "diff")
        .description(
            "Compares two rules files over the same apps: what newly fails, what is fixed, what stays.",
        )
        .option("--old <file>", "the rules file before (default: the one that holds)")
        .requiredOption("--new <file>", "the rules file after")
        .option("--json", "as JSON")
        .addOption(
            new Option(
                "--fail-on <level>",
                "exit with 1 if something newly fails at this level or above",
            )
                .choices(Object.keys(LEVELS))
                .default("mandatory"),
        )
        .action(async (state: string | undefined, options: Options) => {
            // Before anything is read from a pipe or from ByteNite.
            readRules(session, options.old, undefined);
            readRules(session, options.new, undefined);
            const shown = await openDoor(session, state, options);
            const stack =
                options.stack === undefined ? shown.stack : requireStackName(options.stack);
            if (countApps(shown.apps) === 0 && !options.allowEmpty) {
                throw new PolicyError("NOTHING_TO_JUDGE", [
                    "Nothing was compared: there is no app. With --allow-empty, that is no error",
                ]);
            }
            const day = today(session.environment);
            const [before, after] = [options.old, options.new].map((file) =>
                readRules(session, file, stack),
            ) as [ResolvedRules, ResolvedRules];
            session.tell(
                `${showLine(shown.subject)} was judged ${describeSource(before.source)} and ${describeSource(after.source)}: ${counted(countApps(shown.apps), "app")}.`,
            );
            const comparison = compareEvaluations(
                evaluate(shown.apps, before.rules, before, day),
                evaluate(shown.apps, after.rules, after, day),
            );
            print(
                options.json
                    ? showJson(comparisonJson(comparison))
                    : describeComparison(comparison),
            );
            if (newlyAt(comparison, LEVELS[options.failOn]).length > 0) {
                process.exitCode = EXIT.refused;
            }
        });
    addExamples(command, [
        ["bytenite-policies diff --new stricter.yaml state.json", "against the rules that hold"],
        [
            "bytenite-policies diff --old main.yaml --new branch.yaml --json state.json",
            "two files, for a program",
        ],
    ]);
};

function readRules(
    session: Session,
    name: string | undefined,
    stack: StackIdentity | undefined,
): ResolvedRules {
    const file = session.readRulesFile(name);
    return file ? resolveRules(file, stack) : NO_RULES_FILE;
}
