import { dirname, join } from "node:path";
import { print } from "bytenite-core/documents";
import { InvalidArgumentError } from "commander";
import { counted } from "../../phrases/counted";
import { EXIT, type AddCommand } from "../command";
import { addExamples } from "../examples";
import type { Session } from "../session";
import type * as Testing from "../testing";
import type { TestingOptions } from "../testing";
import { CommandError } from "../commandError";

const TEST_FILE_NAME = "bytenite.rules.test.yaml";

export const addCommand: AddCommand = (program, session) => {
    const command = program
        .command("test")
        .description("Runs the cases of rules test files, as Pulumi's policy server judges them.")
        .argument("[file...]", `the test files (default: ${TEST_FILE_NAME} beside the rules file)`)
        .option("--coverage", "name what no case exercises: rules, settings, environments, waivers")
        .option(
            "--mutate",
            "change the rules file in one thing at a time, and name what no case notices",
        )
        .option(
            "--threshold <percent>",
            "exit with 1 below this share of --coverage and of --mutate",
            percent,
        )
        .option("--lcov <file>", "write the coverage for CI, in the format of LCOV")
        .action(async (files: string[], options: TestingOptions) => {
            if (options.threshold !== undefined && !options.coverage && !options.mutate) {
                throw new CommandError(
                    "--threshold is for --coverage and --mutate: give one of them, or both",
                );
            }
            const paths = files.length > 0 ? files : [defaultFile(session)];
            // The policy server's parts take a second to load.
            // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
            const { testRules } = require("../testing") as typeof Testing;
            const { failed, cases, isBelow } = await testRules(session, paths, options);
            print(`${counted(cases, "case")}, ${failed} failed`);
            if (failed > 0 || isBelow) process.exitCode = EXIT.refused;
        });
    addExamples(command, [
        ["bytenite-policies test", `the cases in ${TEST_FILE_NAME}`],
        ["bytenite-policies test --coverage --threshold 90 --lcov rules.lcov", "in CI"],
        ["bytenite-policies test --mutate", "limits that could change without a case noticing"],
    ]);
};

function percent(text: string): number {
    const number = Number(text);
    if (/^\d+(\.\d+)?$/.test(text) && number <= 100) return number;
    throw new InvalidArgumentError("It must be a number from 0 to 100.");
}

function defaultFile(session: Session): string {
    const rulesFile = session.rulesPath();
    return join(rulesFile === undefined ? session.folder : dirname(rulesFile), TEST_FILE_NAME);
}
