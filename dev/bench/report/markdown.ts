import type { Measurements } from "../measurements";
import { checkTargets, isMet } from "../targets";
import { bareSection } from "./bare";
import { deploymentSections, stateTable } from "./deployments";
import { show } from "./numbers";
import { reportsSection } from "./reports";
import { rulesSection } from "./rules";
import { startSection } from "./starts";
import { table } from "./table";

/** The page about one run of the bench: Markdown. */
export function toMarkdown(measurements: Measurements): string {
    const { machine, emulator } = measurements;
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
        ...bareSection(measurements),
        ...deploymentSections(measurements),
        "## State",
        stateTable(measurements),
        ...startSection(measurements),
        ...rulesSection(measurements),
        ...reportsSection(measurements),
        "## The emulator",
        `${emulator.requestsPerSecond} look-ups per second over ${emulator.connections} connections without latency, 99 % of them within ${show(emulator.p99Ms)} ms.`,
    ].join("\n\n");
}

/** What the project promises about its cost, beside what was measured: Markdown. */
export function targetsTable(measurements: Measurements): string {
    return table(
        ["", "target", "at most", "measured"],
        checkTargets(measurements).map((target) => [
            isMet(target) ? "✓" : "✗",
            target.name,
            show(target.limit),
            show(target.measured),
        ]),
    );
}
