import { DocumentError, print } from "bytenite-core/documents";
import { showJson } from "bytenite-core/model";
import { toText } from "../../reports/text/report";
import { EXIT, type AddCommand } from "../command";
import { isRefused, judgeApps, judgingCommand, type JudgingOptions } from "../judging";

interface Options extends JudgingOptions {
    json?: boolean;
}

export const addCommand: AddCommand = (program, session) => {
    judgingCommand(program, "check")
        .description("Judges apps, and explains each finding.")
        .option("--fix", "write into manifests what has exactly one fix, and show the difference")
        .option("--json", "the findings as a list in JSON")
        .action(async (state: string | undefined, options: Options) => {
            const { run, emptiness } = await judgeApps(session, state, options);
            const findings = run.findings.map(({ places: _places, ...finding }) => finding);
            print(options.json ? showJson(findings) : toText(findings, run.rules));
            if (emptiness !== undefined) throw new DocumentError([emptiness]);
            if (isRefused(findings)) process.exitCode = EXIT.refused;
        });
};
