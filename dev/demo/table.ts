import type { AppRecord } from "bytenite-core/model";
import Table from "cli-table3";

/** The apps in a stack's outputs as a table. */
export function toTable(apps: Record<string, AppRecord>): string {
    const table = new Table({
        head: [
            "app",
            "tag",
            "version",
            "status",
            "vCPU",
            "GB",
            "GPU, in order of preference",
            "container",
        ],
        style: { head: [], border: [] },
    });
    for (const [key, app] of Object.entries(apps)) {
        const { minCpu, minMemory, gpu } = app.deviceRequirements;
        table.push([
            key,
            app.tag,
            app.version,
            app.status,
            minCpu ?? "-",
            minMemory ?? "-",
            gpu.join("\n") || "-",
            app.platformConfig.container,
        ]);
    }
    return table.toString();
}
