import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RULES_FILE } from "../contestants";
import type { ReportsMeasurement } from "../measurements";
import { typicalRecords } from "../typicalApp";
import { runWorker } from "./worker";

interface Rendered {
    findings: number;
    rendered: { format: string; bytes: number; renderMs: number[] }[];
    peakMemory: number;
}

/** Every format of a report on snapshots of so many apps, all in one process. */
export async function measureReports(
    sizes: readonly number[],
    repetitions: number,
): Promise<ReportsMeasurement[]> {
    const folder = await mkdtemp(join(tmpdir(), "bytenite bench "));
    try {
        const measurements: ReportsMeasurement[] = [];
        for (const apps of sizes) {
            const snapshot = join(folder, `${apps}.json`);
            await writeFile(snapshot, JSON.stringify(typicalRecords(apps)));
            const render = (times: number, ...formats: string[]) =>
                runWorker<Rendered>("reports", snapshot, RULES_FILE, String(times), ...formats);
            // Each repetition leaves garbage: the memory is that of a single one.
            const { peakMemory } = await render(1);
            const { findings, rendered } = await render(repetitions);
            const formats: ReportsMeasurement["formats"] = [];
            for (const each of rendered) {
                const alone = await render(1, each.format);
                formats.push({ ...each, peakMemory: alone.peakMemory });
            }
            measurements.push({ apps, findings, formats, peakMemory });
        }
        return measurements;
    } finally {
        await rm(folder, { recursive: true });
    }
}
