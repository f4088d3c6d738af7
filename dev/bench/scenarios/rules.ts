import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RULES_FILE } from "../contestants";
import type { RulesMeasurement } from "../measurements";
import { typicalRecords } from "../typicalApp";
import { runWorker } from "./worker";

/** All rules on snapshots of so many apps, each beside the parsing of the same snapshot. */
export async function measureRules(
    sizes: readonly number[],
    repetitions: number,
): Promise<RulesMeasurement[]> {
    const folder = await mkdtemp(join(tmpdir(), "bytenite bench "));
    try {
        const measurements: RulesMeasurement[] = [];
        for (const apps of sizes) {
            const text = JSON.stringify(typicalRecords(apps));
            const snapshot = join(folder, `${apps}.json`);
            await writeFile(snapshot, text);
            const judge = (times: number) =>
                runWorker<Omit<RulesMeasurement, "apps" | "snapshotBytes">>(
                    "rules",
                    ...[snapshot, RULES_FILE, String(times)],
                );
            // Each repetition leaves garbage: the memory is that of a single one.
            const { peakMemory } = await judge(1);
            const result = await judge(repetitions);
            const snapshotBytes = Buffer.byteLength(text);
            measurements.push({ apps, snapshotBytes, ...result, peakMemory });
        }
        return measurements;
    } finally {
        await rm(folder, { recursive: true });
    }
}
