import { print, writeTextFile } from "bytenite-core/documents";
import { showFile, showJson } from "bytenite-core/model";
import type { BaselineEntry } from "../../contract/exceptions";
import { toBaselineEntry } from "../../exceptions/baseline";
import { counted } from "../../phrases/counted";
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
            const findings = entriesOf(run);
            const text = showJson({ schemaVersion: 1, findings });
            const { output } = options;
            if (output === undefined) return print(text);
            writeTextFile(output, `${text}\n`);
            session.tell(
                `${showFile(output)} accepts ${counted(findings.length, "finding")}, where the rules file names it as its baseline.`,
            );
        });
    addExamples(command, [
        [
            "bytenite-policies baseline state.json --output bytenite.baseline.json",
            "then name it in the rules file, as baseline",
        ],
    ]);
};

function entriesOf({ rules, findings }: Run): BaselineEntry[] {
    const reporting = new Set(
        rules.filter(({ category }) => category === "exceptions").map(({ name }) => name),
    );
    return findings.filter(({ rule }) => !reporting.has(rule)).map(toBaselineEntry);
}
