import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { Command, Option } from "commander";
import { format, resolveConfig } from "prettier";
import { REPOSITORY } from "../support/isolation";
import type { Measurements } from "./measurements";
import { FULL, only, PARTS, QUICK, type Plan } from "./plan";
import { verdict } from "./report/verdict";
import { toMarkdown } from "./report/markdown";
import { measureDeployments } from "./scenarios/deployments";
import { measureEmulator } from "./scenarios/emulator";
import { measureImports } from "./scenarios/imports";
import { measurePackStarts } from "./scenarios/packStarts";
import { measureReports } from "./scenarios/reports";
import { measureRules } from "./scenarios/rules";
import { checkTargets } from "./targets";

const BYTES_PER_GB = 1024 ** 3;

async function measure(plan: Plan): Promise<Measurements> {
    const hasEmulator = plan.loadSeconds > 0;
    if (hasEmulator) progress("the emulator under load");
    const emulator = hasEmulator ? await measureEmulator(plan.loadSeconds) : undefined;
    const hasStarts = plan.starts > 0;
    if (hasStarts) progress("what each process loads, and the start of the policy pack");
    const imports = hasStarts ? await measureImports(plan.starts) : [];
    const packStarts = hasStarts ? await measurePackStarts(plan.starts) : [];
    if (plan.rules.sizes.length > 0) progress("the rules by themselves");
    const rules = await measureRules(plan.rules);
    if (plan.reports.sizes.length > 0) progress("the reports");
    const reports = await measureReports(plan.reports.sizes, plan.reports.repetitions);
    const deployments = await measureDeployments(plan.rounds, progress);
    const machine = describeMachine();
    return {
        machine,
        ...deployments,
        ...{ imports, packStarts, rules, reports },
        ...(emulator && { emulator }),
    };
}

function progress(line: string): void {
    console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);
}

function describeMachine(): Measurements["machine"] {
    const [first] = cpus();
    return {
        date: new Date().toISOString().slice(0, 10),
        CPU: `${cpus().length} × ${first?.model ?? "unknown"}`,
        "memory in GB": Math.round(totalmem() / BYTES_PER_GB),
        Node: process.version,
        Pulumi: execFileSync("pulumi", ["version"], { encoding: "utf8" }).trim(),
    };
}

async function writeFormatted(path: string, text: string): Promise<void> {
    const options = await resolveConfig(path);
    await writeFile(path, await format(text, { ...options, filepath: path }));
}

async function main(): Promise<void> {
    const options = new Command("npm run bench --")
        .description(
            "Measures what the provider, the rules and the emulator cost, side by side with what does nothing.",
        )
        .option("--quick", "a few apps, once: shows that everything works, and no figures to quote")
        .addOption(new Option("--only <parts...>", "some parts of it").choices(PARTS))
        .option(
            "--check",
            "exit with 1 if a target is not met; with --quick or --only, of those that are measured",
        )
        .parse()
        .opts<{ quick?: true; only?: string[]; check?: true }>();
    const whole = options.quick ? QUICK : FULL;
    const isWhole = !options.quick && !options.only;
    const measurements = await measure(options.only ? only(options.only, whole) : whole);

    const folder = join(REPOSITORY, isWhole ? "dev/bench/results" : ".cache/bench");
    mkdirSync(folder, { recursive: true });
    await writeFormatted(join(folder, "latest.json"), JSON.stringify(measurements));
    await writeFormatted(join(folder, "latest.md"), toMarkdown(measurements));
    console.log(`The figures: ${join(folder, "latest.md")}`);

    const { lines, isKept } = verdict(checkTargets(measurements), { isWhole });
    for (const line of lines) console.log(line);
    if (options.check && !isKept) process.exitCode = 1;
}

void main();
