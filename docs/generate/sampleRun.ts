import { join } from "node:path";
import { evaluate } from "../../policies/judging/evaluate";
import type { Run } from "../../policies/reports/report";
import { toRun } from "../../policies/reports/toRun";
import { rules } from "../../policies/rules";
import { loadRulesFile } from "../../policies/rulesFile/load";
import { resolveRules } from "../../policies/rulesFile/resolve";
import { readSamples } from "./sampleApps";

const REPOSITORY = join(__dirname, "../..");
const TODAY = "2026-01-15";
const STACK = { project: "samples", stack: "prod" };

/** ByteNite's public sample apps, judged by report.rules.yaml. */
export async function sampleRun(): Promise<Run> {
    const apps = await readSamples();
    const file = loadRulesFile(join(__dirname, "report.rules.yaml"), REPOSITORY);
    const organisation = resolveRules(file, STACK);
    return toRun({
        evaluation: evaluate(apps, rules, organisation, TODAY),
        shown: { subject: "The stack samples/prod", apps },
        stack: STACK,
        organisation,
        day: TODAY,
        folder: REPOSITORY,
        root: REPOSITORY,
    });
}
