import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RULES_FILE } from "../contestants";
import { alternate } from "../measure/alternate";
import { median } from "../measure/statistics";
import type { RulesMeasurement } from "../measurements";
import { typicalRecords } from "../typicalApp";
import { runWorker } from "./worker";

/** How much is judged. */
export interface RulesPlan {
    /** Apps of each snapshot. */
    sizes: readonly number[];
    /** How many processes judge each snapshot: one of each size in turn. */
    rounds: number;
    /** How many apps a process judges, again and again the same: equally many, whatever the size. */
    judged: number;
}

interface Judged {
    rules: number;
    findings: number;
    parseMs: number[];
    evaluateMs: number[];
    peakMemory: number;
}

/** What takes long enough to be measured. */
const MOST_REPETITIONS = 200;

/** All rules on snapshots of so many apps, each beside the parsing of the same snapshot. */
export async function measureRules({
    sizes,
    rounds,
    judged,
}: RulesPlan): Promise<RulesMeasurement[]> {
    const folder = await mkdtemp(join(tmpdir(), "bytenite bench "));
    const fileOf = (apps: number): string => join(folder, `${apps}.json`);
    const judge = (apps: number, times: number): Promise<Judged> =>
        runWorker("rules", fileOf(apps), RULES_FILE, String(times));
    try {
        const bytes = new Map<number, number>();
        for (const apps of sizes) {
            const text = JSON.stringify(typicalRecords(apps));
            bytes.set(apps, Buffer.byteLength(text));
            await writeFile(fileOf(apps), text);
        }
        const results = await alternate(
            rounds,
            Object.fromEntries(
                sizes.map((apps) => [
                    apps,
                    () => judge(apps, Math.min(Math.ceil(judged / apps), MOST_REPETITIONS)),
                ]),
            ),
        );
        const measurements: RulesMeasurement[] = [];
        for (const apps of sizes) {
            const processes = results[apps] ?? [];
            // Each repetition leaves garbage: the memory is that of a single one.
            const { rules, findings, peakMemory } = await judge(apps, 1);
            measurements.push({
                apps,
                snapshotBytes: bytes.get(apps) ?? NaN,
                rules,
                findings,
                firstMs: processes.map(({ evaluateMs: [first = NaN] }) => first),
                parseMs: processes.map(({ parseMs }) => median(parseMs)),
                evaluateMs: processes.map(({ evaluateMs }) => median(evaluateMs)),
                peakMemory,
            });
        }
        return measurements;
    } finally {
        await rm(folder, { recursive: true });
    }
}
