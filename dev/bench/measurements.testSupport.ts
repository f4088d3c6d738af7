import { PROVIDER } from "./contestants";
import type { CommandSample, Measurements } from "./measurements";

function sample(seconds: number, apps: number): CommandSample {
    return {
        seconds,
        peakMemory: { program: 200, engine: 150 },
        cpuSeconds: { program: seconds / 2 },
        requests: apps,
        tokenExchanges: apps > 0 ? 1 : 0,
        connections: Math.min(apps, 16),
    };
}

/** A run in which the apps took so many times as long as the empty provider. */
export function measurementsOf({ slowness }: { slowness: number }): Measurements {
    const commands = PROVIDER.contestants.flatMap(({ name, program }) =>
        ([400, 1000] as const).flatMap((apps) =>
            (["up", "preview"] as const).map((operation) => ({
                round: PROVIDER.name,
                contestant: name,
                apps,
                operation,
                samples: [program === "constant" ? sample(10, 0) : sample(10 * slowness, apps)],
            })),
        ),
    );
    return {
        machine: { date: "2026-01-15", Node: "v22.0.0" },
        commands,
        states: [
            {
                round: PROVIDER.name,
                contestant: "apps, 0 ms",
                apps: 400,
                bytesPerApp: 2900,
                providerBytes: 63,
            },
        ],
        imports: [
            {
                process: "program",
                target: "pulumi-bytenite",
                base: ["@pulumi/pulumi"],
                baseMs: [400],
                warmMs: [50, 55, 54],
                coldMs: [],
                packages: [{ name: "axios", modules: 1, ms: 15.4 }],
            },
        ],
        packStarts: [
            { contestant: "empty pack", ms: [1000] },
            { contestant: "all rules", ms: [1100] },
        ],
        rules: [
            {
                apps: 5000,
                snapshotBytes: 4_000_000,
                rules: 46,
                findings: 2250,
                parseMs: [10],
                evaluateMs: [90],
                peakMemory: 200,
            },
        ],
        reports: [
            {
                apps: 5000,
                findings: 2250,
                formats: [
                    { format: "json", bytes: 7_000_000, renderMs: [400, 420], peakMemory: 250 },
                ],
                peakMemory: 300,
            },
        ],
        emulator: { connections: 16, requestsPerSecond: 15000, p99Ms: 7 },
    };
}
