import { print, writeTextFile } from "bytenite-core/documents";
import { showFile, showJson } from "bytenite-core/model";
import { toBaselineEntry } from "../../exceptions/baseline";
import { isAboutReading } from "../../contract/rule";
import { isAboutUnverified } from "../../judging/unverified";
import { counted } from "../../phrases/counted";
import type { ReportedFinding, Run } from "../../reports/report";
import { rules } from "../../rules";
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
            const found = findingsAboutApps(run);
            const accepted = found.filter(
                (finding) => !isAboutUnverified(finding) && !ABOUT_READING.has(finding.rule),
            );
            const text = showJson({ schemaVersion: 1, findings: accepted.map(toBaselineEntry) });
            const leftOut = found.length - accepted.length;
            if (leftOut > 0) {
                session.tell(
                    `Left out, since no baseline accepts what can't be read or judged: ${counted(leftOut, "finding")}. \`bytenite-policies check\` explains each.`,
                );
            }
            const { output } = options;
            if (output === undefined) return print(text);
            writeTextFile(output, `${text}\n`);
            session.tell(
                `${showFile(output)} accepts ${counted(accepted.length, "finding")}, where the rules file names it as its baseline.`,
            );
        });
    addExamples(command, [
        [
            "bytenite-policies baseline state.json --output bytenite.baseline.json",
            "then name it in the rules file, as baseline",
        ],
    ]);
};

/** Rules of an organisation's own are never about that. */
const ABOUT_READING = new Set(rules.filter(isAboutReading).map(({ name }) => name));

function findingsAboutApps({ rules, findings }: Run): ReportedFinding[] {
    const reporting = new Set(
        rules.filter(({ category }) => category === "exceptions").map(({ name }) => name),
    );
    return findings.filter(({ rule }) => !reporting.has(rule));
}
