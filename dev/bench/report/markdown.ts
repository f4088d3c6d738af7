import { PROVIDER } from "../contestants";
import type { Measurements } from "../measurements";
import { isMeasured, isMet, type Target } from "../target";
import { checkTargets } from "../targets";
import { bareSection } from "./bare";
import { deploymentSections, stateTable } from "./deployments";
import { show } from "./numbers";
import { reportsSection } from "./reports";
import { rulesSection } from "./rules";
import { startSection } from "./starts";
import { table } from "./table";

/** The page about one run of the bench: Markdown. */
export function toMarkdown(measurements: Measurements): string {
    const { machine } = measurements;
    return [
        "# What it costs",
        `Written by \`npm run bench\`, whose [README](../README.md) says what each number means. ${Object.entries(
            machine,
        )
            .map(([name, value]) => `${name}: ${value}`)
            .join("; ")}.`,
        "Numbers are medians, with the middle half of the runs in parentheses. Compare what stands in one table: it was measured in turn.",
        "## Targets",
        targetsTable(measurements),
        ...(measurements.commands.length > 0 ? deployments(measurements) : []),
        ...(measurements.imports.length > 0 ? startSection(measurements) : []),
        ...(measurements.rules.length > 0 ? rulesSection(measurements) : []),
        ...(measurements.reports.length > 0 ? reportsSection(measurements) : []),
        ...(measurements.emulator ? emulatorSection(measurements.emulator) : []),
    ].join("\n\n");
}

/** What the project promises about its cost, beside what was measured: Markdown. */
export function targetsTable(measurements: Measurements): string {
    return table(
        ["", "target", "promised", "measured"],
        checkTargets(measurements).map((target) => [
            mark(target),
            target.name,
            `${target.isLeast ? "≥" : "≤"} ${show(target.limit)}`,
            show(target.measured),
        ]),
    );
}

function mark(target: Target): string {
    if (!isMeasured(target)) return "–";
    return isMet(target) ? "✓" : "✗";
}

function deployments(measurements: Measurements): string[] {
    const hasBare = measurements.commands.some(({ round }) => round === PROVIDER.name);
    return [
        ...(hasBare ? bareSection(measurements) : []),
        ...deploymentSections(measurements),
        "## State",
        stateTable(measurements),
    ];
}

function emulatorSection(emulator: NonNullable<Measurements["emulator"]>): string[] {
    return [
        "## The emulator",
        `${emulator.requestsPerSecond} look-ups per second over ${emulator.connections} connections without latency, 99 % of them within ${show(emulator.p99Ms)} ms.`,
    ];
}
