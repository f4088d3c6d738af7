import { print } from "bytenite-core/documents";
import { showJson, showLine } from "bytenite-core/model";
import { Option } from "commander";
import { PolicyError } from "../../contract/policyError";
import { today } from "../../exceptions/today";
import type { Evaluation } from "../../contract/evaluation";
import type { Shown } from "../../doors/door";
import { evaluate } from "../../judging/evaluate";
import {
    compareEvaluations,
    newlyAt,
    unjudgedInEither,
    type Comparison,
} from "../../reports/compare";
import { comparisonJson, describeComparison } from "../../reports/comparison";
import {
    countApps,
    describeDoubt,
    describeSource,
    describeUnjudged,
    whyNothing,
} from "../../reports/summary";
import { counted } from "../../phrases/counted";
import { findDoubts } from "../../rulesFile/doubts";
import { resolveRules } from "../../rulesFile/resolve";
import { findUncovered } from "../../rulesFile/uncoveredStack";
import { NO_RULES_FILE, type ResolvedRules } from "../../rulesFile/resolvedRules";
import { requireStackName, type StackIdentity } from "../../rulesFile/stackPattern";
import { EXIT, type AddCommand } from "../command";
import { CommandError } from "../commandError";
import { addExamples } from "../examples";
import { enter, judgingCommand, openDoor, type JudgingOptions } from "../judging";
import type { Session } from "../session";

interface Options extends JudgingOptions {
    old?: string;
    new?: string;
    since?: string;
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
            "Compares two rules files over the same apps, or the apps with an earlier snapshot under the same rules: what newly fails, what is fixed, what stays.",
        )
        .option("--old <file>", "the rules file before (default: the one that holds)")
        .option("--new <file>", "the rules file after")
        .option(
            "--since <snapshot>",
            "instead of --new: the apps before, as the command snapshot wrote them",
        )
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
            requireOneChange(options);
            // Before anything is read from a pipe or from ByteNite.
            for (const file of options.since === undefined ? [options.old, options.new] : []) {
                readRules(session, file, undefined);
            }
            const earlier = await openEarlier(session, options);
            const shown = await openDoor(session, state, options);
            const comparison = earlier
                ? compareApps(session, shown, options, earlier)
                : compareRules(session, shown, options);
            print(
                options.json
                    ? showJson(comparisonJson(comparison))
                    : describeComparison(comparison, earlier && "it is not found any more"),
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
        [
            "bytenite-policies diff --since yesterday.json --snapshot today.json",
            "what is new since a snapshot",
        ],
    ]);
};

/** @throws DocumentError unless exactly one thing differs: the rules or the apps */
function requireOneChange({ old, new: after, since }: Options): void {
    if (after === undefined && since === undefined) {
        throw new CommandError(
            "There is nothing to compare with. Give --new RULES_FILE for other rules over the same apps, or --since SNAPSHOT for the apps before under the same rules",
        );
    }
    const other = [after !== undefined && "--new", old !== undefined && "--old"].find(Boolean);
    if (since !== undefined && other) {
        throw new CommandError(
            `--since and ${other} can't be used together: nobody could tell whether an app or a rule has changed. Compare one after the other`,
        );
    }
}

/** The apps before. Absent: the rules are compared. @throws DocumentError */
async function openEarlier(session: Session, options: Options): Promise<Shown | undefined> {
    const { since } = options;
    return since === undefined ? undefined : enter(session, "snapshot", [since], {});
}

/** What another rules file changes. @throws DocumentError */
function compareRules(session: Session, shown: Shown, options: Options): Comparison {
    const stack = stackOf(shown, options);
    if (countApps(shown.apps) === 0 && !options.allowEmpty) {
        throw new PolicyError("NOTHING_TO_JUDGE", [
            "Nothing was compared: there is no app. With --allow-empty, that is no error",
        ]);
    }
    const day = today(session.environment);
    const before = readRules(session, options.old, stack);
    const after = readRules(session, options.new, stack);
    session.tell(
        `${showLine(shown.subject)} was judged ${describeSource(before.source)} and ${describeSource(after.source)}: ${counted(countApps(shown.apps), "app")}.`,
    );
    const file = session.readRulesFile(options.new);
    const doubts = file ? [...findUncovered(file, namedStack(options)), ...findDoubts(file)] : [];
    for (const doubt of doubts) session.tell(describeDoubt(doubt));
    const judge = (by: ResolvedRules) =>
        evaluate(shown.apps, by.rules, by, day, shown.untold?.facts);
    return compare(session, judge(before), judge(after), shown);
}

/** What is new in the apps, under the rules that hold. @throws DocumentError where nothing is judged */
function compareApps(session: Session, shown: Shown, options: Options, earlier: Shown): Comparison {
    const { rules: organisation, doubts } = session.readRulesWithDoubts(
        stackOf(shown, options),
        namedStack(options),
        {},
    );
    const day = today(session.environment);
    const [before, after] = [earlier, shown].map(({ apps, untold }) =>
        evaluate(apps, organisation.rules, organisation, day, untold?.facts),
    ) as [Evaluation, Evaluation];
    const reason = whyNothing(shown.apps, organisation, { ...shown, ...after });
    if (reason !== undefined && !options.allowEmpty) {
        throw new PolicyError("NOTHING_TO_JUDGE", [
            `Nothing was compared: ${reason}. With --allow-empty, that is no error`,
        ]);
    }
    const apps = (of: Shown) => counted(countApps(of.apps), "app");
    session.tell(
        `${showLine(earlier.subject)} (${apps(earlier)}) and ${showLine(inSentence(shown.subject))} (${apps(shown)}) were judged ${describeSource(organisation.source)}.`,
    );
    for (const doubt of doubts) session.tell(describeDoubt(doubt));
    return compare(session, before, after, shown);
}

/** Compares what could be judged, and tells of the rest. */
function compare(
    session: Session,
    before: Evaluation,
    after: Evaluation,
    { untold }: Shown,
): Comparison {
    const unjudged = unjudgedInEither(before, after);
    if (unjudged.length > 0) session.tell(describeUnjudged(unjudged, untold?.by));
    return compareEvaluations(before, after);
}

function stackOf(shown: Shown, options: Options): StackIdentity | undefined {
    return namedStack(options) ?? shown.stack;
}

function namedStack({ stack }: Options): StackIdentity | undefined {
    return stack === undefined ? undefined : requireStackName(stack);
}

function inSentence(subject: string): string {
    return subject.charAt(0).toLowerCase() + subject.slice(1);
}

function readRules(
    session: Session,
    name: string | undefined,
    stack: StackIdentity | undefined,
): ResolvedRules {
    const file = session.readRulesFile(name);
    return file ? resolveRules(file, stack) : NO_RULES_FILE;
}
