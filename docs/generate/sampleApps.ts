import { join } from "node:path";
import { startEmulator } from "bytenite-emulator";
import type { AppRecord } from "bytenite-core/model";
import { getApps } from "pulumi-bytenite";
import type { LeveledFinding } from "../../policies/contract/evaluation";
import { evaluate } from "../../policies/judging/evaluate";
import { rules } from "../../policies/rules";
import { loadRulesFile } from "../../policies/rulesFile/load";
import { resolveRules } from "../../policies/rulesFile/resolve";

const POLICIES = join(__dirname, "../../policies");
const RULES_FILES = ["starter", "strict"] as const;
const TODAY = "2026-01-15";
const STACK = { project: "samples", stack: "prod" };

/** ByteNite's public sample apps, judged by the rules files that the package ships: Markdown. */
export async function sampleAppsPage(): Promise<string> {
    const apps = await readSamples();
    const sections = RULES_FILES.flatMap((name) => {
        const file = loadRulesFile(join(POLICIES, `${name}.rules.yaml`), POLICIES);
        const { findings } = evaluate(apps, rules, resolveRules(file, STACK), TODAY);
        return [
            `## By ${name}.rules.yaml`,
            describeTotals(apps, findings),
            table(apps, findings),
            ...stackFindings(findings),
        ];
    });
    return [
        "# The public sample apps under the rules that ship with the package",
        `The apps are the emulator's catalogue, whose facts are those of ByteNite's public samples. What the samples don't say (status, dates, owner) is the emulator's. They are judged for the stack ${STACK.project}/${STACK.stack} on ${TODAY}. [All rules](rules.md).`,
        ...sections,
    ].join("\n\n");
}

/** ByteNite's public sample apps, as a program looks them up. */
export async function readSamples(): Promise<AppRecord[]> {
    const emulator = await startEmulator();
    try {
        const settings = { endpoint: emulator.url, apiKey: "emulator-api-key" };
        return await getApps({}, { settings });
    } finally {
        await emulator.close();
    }
}

function table(apps: readonly AppRecord[], findings: readonly LeveledFinding[]): string {
    const rulesOf = (tag: string, level: string) =>
        findings
            .filter((each) => each.tag === tag && each.enforcementLevel === level)
            .map(({ rule }) => rule)
            .join(", ");
    const rows = apps.map(({ tag, deviceRequirements: { minCpu, minMemory, gpu } }) =>
        [
            tag,
            `${minCpu ?? "–"} / ${minMemory ?? "–"}`,
            gpu.join(", ") || "–",
            rulesOf(tag, "mandatory"),
            rulesOf(tag, "advisory"),
        ].join(" | "),
    );
    return [
        "| app | vCPUs / GB | GPU | refused by | advised by |",
        "| --- | --- | --- | --- | --- |",
        ...rows.map((row) => `| ${row} |`),
    ].join("\n");
}

function describeTotals(apps: readonly AppRecord[], findings: readonly LeveledFinding[]): string {
    const refused = new Set(
        findings.filter((each) => each.enforcementLevel === "mandatory").map(({ tag }) => tag),
    );
    const count = apps.filter(({ tag }) => refused.has(tag)).length;
    return `${count} of ${apps.length} versions are refused.`;
}

function stackFindings(findings: readonly LeveledFinding[]): string[] {
    const tags = findings.filter(({ tag }) => !tag.includes("@"));
    if (tags.length === 0) return [];
    const lines = tags.map(
        ({ rule, enforcementLevel, message }) => `- ${rule} (${enforcementLevel}): ${message}.`,
    );
    return [`About the stack:`, lines.join("\n")];
}
