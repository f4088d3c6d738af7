import {
    CONSTANT_SELECTION,
    PROVIDER,
    SELECTION,
    SELECTIONS,
    type Contestant,
} from "./contestants";
import type { CommandMeasurement, CommandSample, Measurements } from "./measurements";

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

/** Commands of a selection and of what it is compared with. */
function selectionCommands(slowness: number): CommandMeasurement[] {
    const samplesOf = (who: Contestant, apps: number): CommandSample[] => {
        if (who === CONSTANT_SELECTION) return [sample(1, 0)];
        const connections = 1;
        return [{ ...sample(slowness, apps), requests: Math.ceil(apps / 100), connections }];
    };
    const nothing = { requests: 0, tokenExchanges: 0, connections: 0 };
    return [400, 5000].flatMap((apps) =>
        [CONSTANT_SELECTION, SELECTION].flatMap((who) => {
            const common = { round: SELECTIONS.name, contestant: who.name, apps };
            const samples = samplesOf(who, apps);
            return [
                { ...common, operation: "up", samples },
                { ...common, operation: "preview", samples },
                { ...common, operation: "destroy", samples: [{ ...sample(1, 0), ...nothing }] },
            ] satisfies CommandMeasurement[];
        }),
    );
}

/** A run in which the apps took so many times as long as the empty provider. */
export function measurementsOf({
    slowness,
    selection,
}: {
    slowness: number;
    /** How many times as long a selection took as one constant resource. Absent: it was not measured. */
    selection?: number;
}): Measurements {
    const of = ({ name, program }: Contestant, apps: number): CommandSample | undefined => {
        if (program === "constant") return sample(10, 0);
        if (name !== SELECTION.name) return sample(10 * slowness, apps);
        return selection === undefined
            ? undefined
            : { ...sample(selection, apps), requests: apps / 100 };
    };
    const commands = PROVIDER.contestants.flatMap((who) =>
        ([400, 1000] as const).flatMap((apps) =>
            (["up", "preview"] as const).flatMap((operation): CommandMeasurement[] => {
                const found = of(who, apps);
                const common = { round: PROVIDER.name, contestant: who.name, apps, operation };
                return found ? [{ ...common, samples: [found] }] : [];
            }),
        ),
    );
    if (selection !== undefined) commands.push(...selectionCommands(selection));
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
                warmMs: [20, 25, 24],
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
                firstMs: [400],
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
