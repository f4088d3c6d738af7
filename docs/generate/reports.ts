import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluate } from "../../policies/judging/evaluate";
import { readApp } from "../../policies/judging/facts";
import { reports } from "../../policies/reports";
import type { ReportOptions, Run } from "../../policies/reports/report";
import { toRun } from "../../policies/reports/toRun";
import { rules } from "../../policies/rules";
import { loadRulesFile } from "../../policies/rulesFile/load";
import { resolveRules } from "../../policies/rulesFile/resolve";
import { showJson } from "bytenite-core/model";

const TEXTS = join(__dirname, "reports.md");
const STACK = { project: "shop", stack: "prod" };
const DAY = "2026-01-15";
const PLAIN: ReportOptions = { hasColor: false, withWaived: false };

/** Formats with a page of their own. */
const ELSEWHERE: readonly string[] = ["html"];

/**
 * What each format of a report is for, with an example of it: Markdown.
 * @throws Error for a format that the texts say nothing about
 */
export function reportsPage(): string {
    const page = readFileSync(TEXTS, "utf8");
    const isThere = (name: string): boolean =>
        ELSEWHERE.includes(name) || page.includes(`\n## ${name}\n`);
    const missing = [...reports.keys()].filter((name) => !isThere(name));
    if (missing.length > 0) {
        throw new Error(
            `docs/generate/reports.md has no part about ${missing.join(", ")}. Write "## ${missing[0]}": who reads it, and an example, {{${missing[0]}}}.`,
        );
    }
    const [, rulesFile = ""] = /```yaml\n([^]*?)```/.exec(page) ?? [];
    const run = exampleRun(rulesFile);
    const rendered = (format: string): string => reports.get(format)?.render(run, PLAIN) ?? "";
    return page
        .replace("{{formats}}", formatsTable())
        .replace(/\{\{(\w+)(?: (.+))?\}\}/g, (_all, format: string, path: string | undefined) =>
            path === undefined
                ? example(`--report ${format}`, rendered(format))
                : example(`--report ${format} | jq '${path}'`, partOf(rendered(format), path)),
        );
}

function formatsTable(): string {
    const rows = [...reports].map(([name, { description }]) => `| \`${name}\` | ${description} |`);
    return ["| format | what it is |", "| --- | --- |", ...rows].join("\n");
}

function example(options: string, output: string): string {
    const command = `pulumi stack export --show-secrets | npx bytenite-policies check ${options}`;
    // Longer than any fence in the output.
    return ["````console", `$ ${command}`, output, "````"].join("\n");
}

/** What jq prints for a path such as `.runs[0].results[0]`. */
function partOf(text: string, path: string): string {
    const steps = path.match(/\w+/g) ?? [];
    const part = steps.reduce<unknown>(
        (value, step) => (value as Record<string, unknown>)[step],
        JSON.parse(text),
    );
    return showJson(part);
}

function exampleRun(rulesFile: string): Run {
    const folder = mkdtempSync(join(tmpdir(), "bytenite-docs-"));
    try {
        const path = join(folder, "bytenite.rules.yaml");
        writeFileSync(path, rulesFile);
        const organisation = resolveRules(loadRulesFile(path, folder), STACK);
        const apps = [
            app("img-gen", "4.0", "NVIDIA H100", 16),
            app("upscale", "1.2", "tesla t4", 1),
        ];
        return toRun({
            evaluation: evaluate(apps, rules, organisation, DAY),
            shown: { subject: "The stack shop/prod", stack: STACK, apps },
            stack: STACK,
            organisation,
            day: DAY,
            folder,
            root: folder,
            fallbacks: [path],
        });
    } finally {
        rmSync(folder, { recursive: true });
    }
}

function app(name: string, version: string, gpu: string, minMemory: number) {
    return readApp({
        kind: "resource",
        place: `App ${name}`,
        properties: {
            tag: `${name}@${version}`,
            name,
            version,
            status: "active",
            deviceRequirements: { gpu: [gpu], minMemory },
        },
    });
}
