import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { DocumentError } from "bytenite-documents";
import { Command } from "commander";
import { evaluate, type LeveledFinding } from "../evaluate";
import { toBaselineEntry } from "../exceptions/baseline";
import { describeOrigin } from "../finding";
import { toText } from "../reports/text";
import { rules } from "../rules";
import { findRulesFile } from "../rulesFile/find";
import { loadRulesFile } from "../rulesFile/load";
import { resolveRules } from "../rulesFile/resolve";
import { NO_RULES_FILE, type ResolvedRules } from "../rulesFile/resolvedRules";
import { parseStackName, type StackIdentity } from "../rulesFile/stackPattern";
import { addGpusCommand } from "./gpusCommand";
import { projectAbove } from "./projectFolder";
import { today } from "./today";
import { readState } from "./state";

const STANDARD_INPUT = 0;
const REFUSED = 1;
const MISUSED = 2;

interface Options {
    rules?: string;
}

/** Runs the command line; the exit code is 1 for a mandatory finding and 2 for input that can't be used. */
export function run(args: readonly string[]): void {
    const program = new Command("bytenite-policies")
        .description("Judges ByteNite apps by an organisation's rules, outside of Pulumi.")
        .option("--rules <file>", "the rules file (default: the nearest bytenite.rules.yaml)")
        .showHelpAfterError()
        .exitOverride((error) => {
            process.exit(error.exitCode === 0 ? 0 : MISUSED);
        });
    program
        .command("check")
        .description("Judges the apps in the state of a stack, and explains each finding.")
        .argument("[state]", "what `pulumi stack export` wrote (default: standard input)")
        .option("--json", "as JSON")
        .action((state: string | undefined, { json }: { json?: boolean }) => {
            const findings = judgeState(state, program.opts<Options>());
            print(json ? JSON.stringify(findings, undefined, 2) : toText(findings));
            if (findings.some(({ enforcementLevel }) => enforcementLevel === "mandatory")) {
                process.exitCode = REFUSED;
            }
        });
    program
        .command("baseline")
        .description("Writes a baseline that accepts what is found in the state of a stack today.")
        .argument("[state]", "what `pulumi stack export` wrote (default: standard input)")
        .option("--output <file>", "the file to write (default: standard output)")
        .action((state: string | undefined, { output }: { output?: string }) => {
            const found = judgeState(state, program.opts<Options>(), { baseline: [] });
            const judging = new Set(
                rules.filter(({ scope }) => scope !== "exceptions").map(({ name }) => name),
            );
            const findings = found.filter(({ rule }) => judging.has(rule)).map(toBaselineEntry);
            const text = JSON.stringify({ schemaVersion: 1, findings }, undefined, 2);
            if (output === undefined) print(text);
            else writeFileSync(output, `${text}\n`);
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
            print(describeRules(readRules(program.opts<Options>(), identity)));
        });
    addGpusCommand(program, (stack) => readRules(program.opts<Options>(), stack));
    try {
        program.parse(args, { from: "user" });
    } catch (error) {
        if (!(error instanceof DocumentError)) throw error;
        process.stderr.write(`${error.message}\n`);
        process.exitCode = MISUSED;
    }
}

function judgeState(
    path: string | undefined,
    options: Options,
    changes: Partial<ResolvedRules> = {},
): LeveledFinding[] {
    const { stack, apps } = readState(readText(path));
    return evaluate(apps, rules, { ...readRules(options, stack), ...changes }, today(process.env));
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

function requireStackName(text: string): StackIdentity {
    const identity = parseStackName(text);
    if (identity) return identity;
    throw new DocumentError([
        `"${text}" is not the name of a stack: write project/stack, or organization/project/stack`,
    ]);
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
                return `  ${setting}: ${JSON.stringify(value)}${place}`;
            });
            return [`${name}: ${enforcementLevel}`, ...lines];
        })
        .join("\n");
}

function readText(path: string | undefined): string {
    try {
        return readFileSync(path ?? STANDARD_INPUT, "utf8");
    } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        const reason = code === "ENOENT" ? "there is no such file" : message;
        throw new DocumentError([`${path ?? "standard input"}: ${reason}`]);
    }
}

function print(text: string): void {
    process.stdout.write(`${text}\n`);
}
