import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalWorkspace, type PulumiFn } from "@pulumi/pulumi/automation";
import { App } from "pulumi-bytenite";
import type { LeveledFinding } from "pulumi-bytenite-policies";

/** A program for the tags that somebody asks for. */
const programOf =
    (tags: readonly string[]): PulumiFn =>
    () => {
        const apps = tags.map((tag) => [tag, new App(tag, { tag }).record()] as const);
        return Promise.resolve(Object.fromEntries(apps));
    };

/** What we read of a report. */
interface Report {
    findings: LeveledFinding[];
    /** Why nothing was judged. Absent: something was. */
    emptiness?: string;
}

const isMandatory = ({ enforcementLevel }: LeveledFinding) => enforcementLevel === "mandatory";

/** What the organisation's rules have against these apps. Nothing is deployed. */
async function findingsOf(tags: readonly string[]): Promise<LeveledFinding[]> {
    const folder = await mkdtemp(join(tmpdir(), "preview-"));
    const report = join(folder, "report.json");
    const stack = await LocalWorkspace.createOrSelectStack(
        { stackName: "dev", projectName: "automation-api", program: programOf(tags) },
        {
            // Here are the rules file, and node_modules, where the engine finds the provider of an App.
            workDir: __dirname,
            envVars: {
                // A file that is named must be there. Else the pack would judge by its defaults.
                BYTENITE_RULES_FILE: join(__dirname, "bytenite.rules.yaml"),
                // The pack writes what it finds into this file, in a preview that it refuses too.
                BYTENITE_REPORT: `json=${report}`,
            },
        },
    );
    try {
        const policyPacks = ["node_modules/pulumi-bytenite-policies"];
        const refusal = await stack.preview({ policyPacks }).then(
            () => undefined,
            (error: Error) => error,
        );
        const text = await readFile(report, "utf8").catch(() => undefined);
        // No report: it was not the rules that ended the preview, but for example a tag that no app has.
        if (text === undefined) throw refusal ?? new Error("The policy pack wrote no report.");
        const { findings, emptiness } = JSON.parse(text) as Report;
        // Something else refused the preview, for example another policy pack.
        if (refusal && !findings.some(isMandatory)) throw refusal;
        // No app, or no rule that runs: nothing was found, since nobody looked.
        if (emptiness !== undefined) throw new Error(emptiness);
        return findings;
    } finally {
        await rm(folder, { recursive: true });
    }
}

async function main(): Promise<void> {
    const findings = await findingsOf(process.argv.slice(2));
    for (const { enforcementLevel, rule, message } of findings) {
        console.log(`${enforcementLevel} ${rule}: ${message}`);
    }
    const isRefused = findings.some(isMandatory);
    console.log(isRefused ? "refused" : "may be deployed");
    process.exitCode = isRefused ? 1 : 0;
}

void main();
