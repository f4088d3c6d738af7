import { print, writeTextFile } from "bytenite-core/documents";
import { showJson } from "bytenite-core/model";
import { toBaselineEntry } from "../../exceptions/baseline";
import type { Run } from "../../reports/report";
import type { AddCommand } from "../command";
import { addExamples } from "../examples";
import { judgeApps, judgingCommand, type JudgingOptions } from "../judging";
import { PolicyError } from "../../contract/policyError";

interface Options extends JudgingOptions {
    output?: string;
}

export const addCommand: AddCommand = (program, session) => {
    const command = judgingCommand(program, "baseline")
        .description("Writes a baseline that accepts what is found today.")
        .option("--output <file>", "the file to write (default: standard output)")
        .action(async (state: string | undefined, options: Options) => {
            const { run, emptiness } = await judgeApps(session, state, options, { baseline: [] });
            if (emptiness !== undefined) throw new PolicyError("NOTHING_TO_JUDGE", [emptiness]);
            const text = toBaseline(run);
            if (options.output === undefined) print(text);
            else writeTextFile(options.output, `${text}\n`);
        });
    addExamples(command, [
        [
            "bytenite-policies baseline state.json --output bytenite.baseline.json",
            "then name it in the rules file, as baseline",
        ],
    ]);
};

function toBaseline({ rules, findings }: Run): string {
    const reporting = new Set(
        rules.filter(({ category }) => category === "exceptions").map(({ name }) => name),
    );
    const entries = findings.filter(({ rule }) => !reporting.has(rule)).map(toBaselineEntry);
    return showJson({ schemaVersion: 1, findings: entries });
}
