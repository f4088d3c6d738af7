import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { format, resolveConfig } from "prettier";
import { REPOSITORY } from "../support/isolation";
import type { Measurements } from "./measurements";
import { FULL, QUICK, type Plan } from "./plan";
import { show } from "./report/numbers";
import { toMarkdown } from "./report/markdown";
import { measureDeployments } from "./scenarios/deployments";
import { measureEmulator } from "./scenarios/emulator";
import { measureImports } from "./scenarios/imports";
import { measurePackStarts } from "./scenarios/packStarts";
import { measureReports } from "./scenarios/reports";
import { measureRules } from "./scenarios/rules";
import { checkTargets, isMet } from "./targets";

const BYTES_PER_GB = 1024 ** 3;

async function measure(plan: Plan): Promise<Measurements> {
    progress("the emulator under load");
    const emulator = await measureEmulator(plan.loadSeconds);
    progress("what each process loads");
    const imports = await measureImports(plan.starts);
    progress("the start of the policy pack");
    const packStarts = await measurePackStarts(plan.starts);
    progress("the rules by themselves");
    const rules = await measureRules(plan.rules.sizes, plan.rules.repetitions);
    progress("the reports");
    const reports = await measureReports(plan.reports.sizes, plan.reports.repetitions);
    const deployments = await measureDeployments(plan.rounds, progress);
    const machine = describeMachine();
    return { machine, ...deployments, imports, packStarts, rules, reports, emulator };
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
    const { quick, check } = new Command("npm run bench --")
        .description(
            "Measures what the provider, the rules and the emulator cost, side by side with what does nothing.",
        )
        .option("--quick", "a few apps, once: shows that everything works, and no figures to quote")
        .option("--check", "exit with 1 if a target is not met")
        .parse()
        .opts<{ quick?: true; check?: true }>();
    const measurements = await measure(quick ? QUICK : FULL);

    const folder = join(REPOSITORY, quick ? ".cache/bench" : "dev/bench/results");
    mkdirSync(folder, { recursive: true });
    await writeFormatted(join(folder, "latest.json"), JSON.stringify(measurements));
    await writeFormatted(join(folder, "latest.md"), toMarkdown(measurements));
    console.log(`The figures: ${join(folder, "latest.md")}`);

    const missed = checkTargets(measurements).filter((target) => !isMet(target));
    for (const { name, limit, measured } of missed) {
        console.log(`✗ ${name}: ${show(measured)}, but at most ${show(limit)} is the target`);
    }
    if (check && missed.length > 0) process.exitCode = 1;
}

void main();
