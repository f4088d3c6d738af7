import { resolve } from "node:path";
import { DocumentError, print, watchOutput, writeTextFile } from "bytenite-core/documents";
import { showJson, showValue } from "bytenite-core/model";
import { Command, CommanderError } from "commander";
import { evaluate, type LeveledFinding } from "../judging/evaluate";
import { toBaselineEntry } from "../exceptions/baseline";
import { describeOrigin } from "../contract/finding";
import { toText } from "../reports/text";
import { rules } from "../rules";
import { findRulesFile } from "../rulesFile/find";
import { loadRulesFile } from "../rulesFile/load";
import { resolveRules } from "../rulesFile/resolve";
import { NO_RULES_FILE, type ResolvedRules } from "../rulesFile/resolvedRules";
import { requireStackName, showStack, type StackIdentity } from "../rulesFile/stackPattern";
import { addGpusCommand } from "./gpusCommand";
import { readInput } from "./input";
import { projectAbove } from "../rulesFile/projectFolder";
import { readState } from "../doors/state";
import { countApps, countRules, describeRun, describeSource, whyNothing } from "../reports/summary";
import { dayThatIsSet, today } from "../exceptions/today";

const REFUSED = 1;
const MISUSED = 2;

interface Options {
    rules?: string;
}

interface JudgingOptions {
    allowEmpty?: boolean;
}

/**
 * Runs the command line; the exit code is 1 for a mandatory finding, and 2 for input that can't be used and
 * where nothing was judged.
 */
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
    const judging = (name: string) =>
        program
            .command(name)
            .argument(
                "[state]",
                "what `pulumi stack export --show-secrets` wrote (default: standard input)",
            )
            .option("--allow-empty", "succeed where there is no app, or no rule that judges one");
    judging("check")
        .description("Judges the apps in the state of a stack, and explains each finding.")
        .option("--json", "as JSON")
        .action(async (state: string | undefined, given: JudgingOptions & { json?: boolean }) => {
            const options = { ...program.opts<Options>(), ...given };
            const { findings, emptiness } = await judgeState(state, options);
            print(given.json ? showJson(findings) : toText(findings));
            if (emptiness !== undefined) throw new DocumentError([emptiness]);
            if (findings.some(({ enforcementLevel }) => enforcementLevel === "mandatory")) {
                process.exitCode = REFUSED;
            }
        });
    judging("baseline")
        .description("Writes a baseline that accepts what is found in the state of a stack today.")
        .option("--output <file>", "the file to write (default: standard output)")
        .action(async (state: string | undefined, given: JudgingOptions & { output?: string }) => {
            const options = { ...program.opts<Options>(), ...given };
            const { findings, emptiness } = await judgeState(state, options, { baseline: [] });
            if (emptiness !== undefined) throw new DocumentError([emptiness]);
            const text = toBaseline(findings);
            if (given.output === undefined) print(text);
            else writeTextFile(given.output, `${text}\n`);
        });
    program
        .command("rules")
        .description(
            "Shows the level and the settings of each rule for a stack, and what set them.",
        )
        .argument(
            "[stack]",
            "project/stack, or organization/project/stack (default: what holds for every stack)",
        )
        .action((stack: string | undefined) => {
            const identity = stack === undefined ? undefined : requireStackName(stack);
            const resolved = readRules(program.opts<Options>(), identity);
            tell(`These rules hold ${describeSource(resolved.source)}:`);
            print(describeRules(resolved));
        });
    addGpusCommand(program, (stack) => readRules(program.opts<Options>(), stack));
    return program;
}

interface Judged {
    findings: LeveledFinding[];
    /** Why nothing was judged, and what to do. Absent: something was, or nobody minds. */
    emptiness?: string;
}

async function judgeState(
    path: string | undefined,
    { allowEmpty = false, ...options }: Options & JudgingOptions,
    changes: Partial<ResolvedRules> = {},
): Promise<Judged> {
    const day = dayThatIsSet(process.env);
    const { text, shownAs } = await readInput(path);
    const { stack, apps } = readState(text, shownAs);
    const organisation = { ...readRules(options, stack), ...changes };
    const findings = evaluate(apps, rules, organisation, today(process.env));
    tell(
        describeRun({
            ...organisation.source,
            stack: showStack(stack),
            ...(day !== undefined && { day }),
            apps: countApps(apps),
            ...countRules(rules, organisation),
        }),
    );
    const reason = allowEmpty ? undefined : whyNothing(apps, rules, organisation);
    if (reason === undefined) return { findings };
    return {
        findings,
        emptiness: `Nothing was judged: ${reason}. With --allow-empty, that is no error`,
    };
}

function readRules(options: Options, stack: StackIdentity | undefined): ResolvedRules {
    const here = process.cwd();
    const path = findRulesFile({
        named: options.rules ? resolve(options.rules) : process.env.BYTENITE_RULES_FILE,
        ...(options.rules && { namedBy: "the option --rules" }),
        folder: () => projectAbove(here)?.folder ?? here,
    });
    if (path === undefined) return NO_RULES_FILE;
    return resolveRules(rules, loadRulesFile(path, process.cwd()), stack);
}

function toBaseline(findings: readonly LeveledFinding[]): string {
    const judging = new Set(
        rules.filter(({ scope }) => scope !== "exceptions").map(({ name }) => name),
    );
    const entries = findings.filter(({ rule }) => judging.has(rule)).map(toBaselineEntry);
    return showJson({ schemaVersion: 1, findings: entries });
}

function describeRules({ configuration }: ResolvedRules): string {
    return rules
        .flatMap(({ name }) => {
            const {
                enforcementLevel = "advisory",
                settings = {},
                origins = {},
            } = configuration[name] ?? {};
            const lines = Object.entries(settings).map(([setting, value]) => {
                const origin = origins[setting];
                const place = origin ? `  (${describeOrigin(origin)})` : "";
                return `  ${setting}: ${showValue(value)}${place}`;
            });
            return [`${name}: ${enforcementLevel}`, ...lines];
        })
        .join("\n");
}

function explain(error: unknown): number {
    // It was told already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED;
    if (!(error instanceof DocumentError)) throw error;
    tell(error.message);
    return MISUSED;
}

/** For people: what a program reads is on standard output. */
function tell(text: string): void {
    process.stderr.write(`${text}\n`);
}
