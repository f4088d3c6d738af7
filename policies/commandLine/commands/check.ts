import { print } from "bytenite-core/documents";
import { showJson } from "bytenite-core/model";
import { EXIT, type AddCommand } from "../command";
import { addExamples } from "../examples";
import { judgeApps, judgingCommand, type JudgingOptions } from "../judging";
import { addReportingOptions, failsBy, planReports, writeReports } from "../reporting";
import type { ReportingOptions } from "../reporting";
import { PolicyError } from "../../contract/policyError";

interface Options extends JudgingOptions, ReportingOptions {
    json?: boolean;
}

export const addCommand: AddCommand = (program, session) => {
    const command = addReportingOptions(judgingCommand(program, "check"))
        .description("Judges apps, and explains each finding.")
        .option("--fix", "write into manifests what has exactly one fix, and show the difference")
        .option("--json", "the findings as a list in JSON, to standard output")
        .action(async (state: string | undefined, options: Options) => {
            const planned = planReports(options, session.folder, options.json);
            const { run, emptiness } = await judgeApps(session, state, options);
            writeReports(planned, run, options, session);
            if (options.json) print(showJson(run.findings.map(({ places: _places, ...of }) => of)));
            if (emptiness !== undefined) throw new PolicyError("NOTHING_TO_JUDGE", [emptiness]);
            if (failsBy(run.findings, options.failOn)) process.exitCode = EXIT.refused;
        });
    addExamples(command, [
        ["pulumi stack export --show-secrets | bytenite-policies check", "the apps of a stack"],
        [
            "bytenite-policies check state.json --stack shop/prod",
            "a state from a file, as production",
        ],
    ]);
};
