import { print } from "bytenite-core/documents";
import { showJson, showLine } from "bytenite-core/model";
import { Option } from "commander";
import { PolicyError } from "../../contract/policyError";
import { today } from "../../exceptions/today";
import type { Evaluation } from "../../contract/evaluation";
import { identityWithValue } from "../../exceptions/baseline";
import type { Shown } from "../../doors/door";
import { evaluate } from "../../judging/evaluate";
import {
    compareEvaluations,
    newlyAt,
    unjudgedInEither,
    type Comparison,
} from "../../reports/compare";
import { comparisonJson, describeComparison } from "../../reports/comparison";
import { judgedTags } from "../../reports/judgedApps";
import { identityUnderOtherRules } from "../../reports/pairFindings";
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
import { describeReport, inSentence, openEarlier, requireJudged, type Earlier } from "../earlier";
import { judgingCommand, openDoor, type JudgingOptions } from "../judging";
import type { Session } from "../session";

interface Options extends JudgingOptions {
    old?: string;
    new?: string;
    since?: string;
    json?: boolean;
    failOn: keyof typeof LEVELS;
}

/** Some rules, and what they make of the apps. */
interface JudgedBy {
    rules: ResolvedRules;
    found: Evaluation;
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
            "Compares two rules files over the same apps, or what is found with what was found before: what newly fails, what is fixed, what stays.",
        )
        .option("--old <file>", "the rules file before (default: the one that holds)")
        .option("--new <file>", "the rules file after")
        .option(
            "--since <file>",
            "instead of --new: the JSON report of an earlier check, for all that newly fails; or an earlier snapshot, for what changed in the apps alone",
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
            const earlier =
                options.since === undefined ? undefined : await openEarlier(session, options.since);
            if (earlier && !options.allowEmpty) requireJudged(earlier);
            const shown = await openDoor(session, state, options);
            const comparison = earlier
                ? compareSince(session, shown, options, earlier)
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
            "what is new since a report or a snapshot",
        ],
    ]);
};

/** @throws DocumentError unless it is clear what is compared */
function requireOneChange({ old, new: after, since }: Options): void {
    if (after === undefined && since === undefined) {
        throw new CommandError(
            "There is nothing to compare with. Give --new RULES_FILE for other rules over the same apps, or --since FILE for what was found or what the apps were before",
        );
    }
    const other = [after !== undefined && "--new", old !== undefined && "--old"].find(Boolean);
    if (since !== undefined && other) {
        throw new CommandError(
            `--since and ${other} can't be used together: nobody could tell whether an app or a rule has changed. Compare one after the other`,
        );
    }
}

/** What another rules file changes. @throws DocumentError where nothing is judged by it */
function compareRules(session: Session, shown: Shown, options: Options): Comparison {
    const stack = stackOf(shown, options);
    const day = today(session.environment);
    const [before, after] = [options.old, options.new].map((file) => {
        const rules = readRules(session, file, stack);
        const found = evaluate(shown.apps, rules.rules, rules, day, shown.untold?.facts);
        return { rules, found };
    }) as [JudgedBy, JudgedBy];
    requireSomething(shown, after, options);
    session.tell(
        `${showLine(shown.subject)} was judged ${describeSource(before.rules.source)} and ${describeSource(after.rules.source)}: ${counted(countApps(shown.apps), "app")}.`,
    );
    const file = session.readRulesFile(options.new);
    const doubts = file ? [...findUncovered(file, namedStack(options)), ...findDoubts(file)] : [];
    for (const doubt of doubts) session.tell(describeDoubt(doubt));
    tellUnjudged(session, unjudgedInEither(before.found, after.found), shown.untold?.by);
    if (whyNothing(shown.apps, before.rules, { ...shown, ...before.found }) !== undefined) {
        session.tell(
            `Nothing was judged ${describeSource(before.rules.source)}, so that all that is found now is new.`,
        );
    }
    return compareEvaluations(before.found, after.found, {
        identity: identityUnderOtherRules(shown.apps),
        judged: judgedTags(shown.apps, after.rules, after.found.unjudged),
    });
}

/** What is new under the rules that hold. @throws DocumentError where nothing is judged */
function compareSince(
    session: Session,
    shown: Shown,
    options: Options,
    earlier: Earlier,
): Comparison {
    const { rules, doubts } = session.readRulesWithDoubts(
        stackOf(shown, options),
        namedStack(options),
        {},
    );
    const judge = ({ apps, untold }: Pick<Shown, "apps" | "untold">) =>
        evaluate(apps, rules.rules, rules, today(session.environment), untold?.facts);
    const found = judge(shown);
    requireSomething(shown, { rules, found }, options);
    const { before, subject } = earlier;
    const apps = counted(countApps(shown.apps), "app");
    if ("report" in before) {
        session.tell(`${showLine(subject)} is of ${describeReport(before.report)}`);
        session.tell(
            `${showLine(shown.subject)} was judged ${describeSource(rules.source)}: ${apps}.`,
        );
        const source = `what ${showLine(inSentence(subject))} is of`;
        tellUnjudged(session, before.report.unjudged, source);
    } else {
        session.tell(
            `${showLine(subject)} and ${showLine(inSentence(shown.subject))} (${apps}) were judged ${describeSource(rules.source)}.`,
        );
    }
    for (const doubt of doubts) session.tell(describeDoubt(doubt));
    tellUnjudged(session, found.unjudged, shown.untold?.by);
    return compareEvaluations("report" in before ? before.report : judge(before), found, {
        identity: identityWithValue,
        judged: judgedTags(shown.apps, rules, found.unjudged),
    });
}

/** @throws PolicyError where no app is judged now: nobody could say that one passes */
function requireSomething(
    shown: Shown,
    { rules, found }: JudgedBy,
    { allowEmpty }: Pick<Options, "allowEmpty">,
): void {
    const reason = whyNothing(shown.apps, rules, { ...shown, ...found });
    if (reason === undefined || allowEmpty) return;
    throw new PolicyError("NOTHING_TO_JUDGE", [
        `Nothing was compared: ${reason}. With --allow-empty, that is no error`,
    ]);
}

function tellUnjudged(
    session: Session,
    unjudged: Parameters<typeof describeUnjudged>[0],
    by: string | undefined,
): void {
    if (unjudged.length > 0) session.tell(describeUnjudged(unjudged, by));
}

function stackOf(shown: Shown, options: Options): StackIdentity | undefined {
    return namedStack(options) ?? shown.stack;
}

function namedStack({ stack }: Options): StackIdentity | undefined {
    return stack === undefined ? undefined : requireStackName(stack);
}

function readRules(
    session: Session,
    name: string | undefined,
    stack: StackIdentity | undefined,
): ResolvedRules {
    const file = session.readRulesFile(name);
    return file ? resolveRules(file, stack) : NO_RULES_FILE;
}
