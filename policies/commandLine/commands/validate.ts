import { DocumentError, print, writeTextFile } from "bytenite-core/documents";
import { showFile, showJson, showLine } from "bytenite-core/model";
import { countRules } from "../../reports/summary";
import { today } from "../../exceptions/today";
import { counted } from "../../phrases/counted";
import { findDoubts, findExpiredWaivers } from "../../rulesFile/doubts";
import { resolveRules, type LoadedRulesFile } from "../../rulesFile/resolve";
import { requireStackName, showStack } from "../../rulesFile/stackPattern";
import { findUncovered } from "../../rulesFile/uncoveredStack";
import { rulesFileSchema } from "../../rulesFile/schema";
import type { AddCommand } from "../command";
import { describeFailure } from "../failure";
import { EXIT } from "../command";
import { addExamples } from "../examples";
import { PolicyError } from "../../contract/policyError";

interface Options {
    stack?: string;
    /** The file to write. */
    schema?: string;
}

export const addCommand: AddCommand = (program, session) => {
    const command = program
        .command("validate")
        .description("Checks a rules file and the files that it names. Needs no apps.")
        .argument("[file]", "the rules file (default: the one that holds)")
        .option("--stack <project/stack>", "also look what holds for this stack")
        .option(
            "--schema <file>",
            "also write the JSON schema of such a file, with the organisation's own rules, for editors",
        )
        .action((file: string | undefined, { stack, schema }: Options) => {
            try {
                const loaded = session.readRulesFile(file);
                if (!loaded) {
                    throw new PolicyError("RULES_FILE_MISSING", [
                        "There is no rules file to check. `bytenite-policies init` writes one",
                    ]);
                }
                const summary = describe(loaded, stack, today(session.environment));
                if (schema !== undefined) {
                    writeTextFile(session.path(schema), showJson(rulesFileSchema(loaded.rules)));
                }
                print(summary);
            } catch (error) {
                if (!(error instanceof DocumentError)) throw error;
                // All of them, and not only those that an error's message shows.
                session.tell(describeFailure(error, error.problems.join("\n")).trimEnd());
                process.exitCode = EXIT.misused;
            }
        });
    addExamples(command, [
        ["bytenite-policies validate", "before a commit"],
        ["bytenite-policies validate --stack shop/prod", "what an environment covers, too"],
        [
            "bytenite-policies validate --schema rules.schema.json",
            "what an editor completes and marks, where the organisation has rules of its own",
        ],
    ]);
};

function describe(file: LoadedRulesFile, stack: string | undefined, day: string): string {
    const { definition, baseline, lockedHashes, origin } = file;
    const identity = stack === undefined ? undefined : requireStackName(stack);
    const resolved = resolveRules(file, identity);
    const { environments = {}, waivers = [] } = definition;
    const { rules: running, mandatory } = countRules(resolved);
    const names = resolved.source?.environments ?? [];
    const where = identity
        ? ` for ${showLine(showStack(identity))} (${names.length === 0 ? "no environment" : names.map((name) => showLine(name)).join(", ")})`
        : "";
    const parts = [
        `${counted(running, "rule")} enabled${where}, ${mandatory || "none"} of them mandatory`,
        counted(Object.keys(environments).length, "environment"),
        counted(waivers.length, "waiver"),
        ...(definition.baseline === undefined
            ? []
            : [`${counted(baseline.length, "baseline entry", "baseline entries")}`]),
        ...(lockedHashes ? [counted(Object.keys(lockedHashes).length, "locked tag")] : []),
    ];
    const doubts = [
        ...(running === 0 ? [`${showFile(origin.file)}: no rule is enabled${where}`] : []),
        ...findUncovered(file, identity),
        ...findDoubts(file),
        ...findExpiredWaivers(file, day),
    ];
    const verdict = doubts.length === 0 ? "is fine" : "can be used";
    const advice = doubts.length === 0 ? [] : ["Check whether you meant this:", ...doubts];
    return [`${showFile(origin.file)} ${verdict}: ${parts.join(", ")}.`, ...advice].join("\n");
}
