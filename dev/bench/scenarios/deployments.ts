import { startEmulator, type Emulator } from "bytenite-emulator";
import type { Contestant, Round } from "../contestants";
import { alternate } from "../measure/alternate";
import { OPERATIONS, type Measurements } from "../measurements";
import { typicalApps } from "../typicalApp";
import { live, type Life } from "./life";

/** A round with stacks of one size. */
export interface SizedRound {
    round: Round;
    apps: number;
    repetitions: number;
    /** Those of the round that are measured with so many apps. Absent: all. */
    only?: readonly Contestant[];
}

type Results = Pick<Measurements, "commands" | "states">;

/** Stacks on the real engine, each from the first `up` to `destroy`, the contestants of a round in turn. */
export async function measureDeployments(
    rounds: readonly SizedRound[],
    progress: (line: string) => void,
): Promise<Results> {
    const results: Results = { commands: [], states: [] };
    for (const { round, apps, repetitions, only } of rounds) {
        const catalogue = { apps: typicalApps(apps) };
        const emulators: Emulator[] = [];
        const tasks: Record<string, () => Promise<Life>> = {};
        for (const contestant of only ?? round.contestants) {
            const emulator = await startEmulator({ catalogue, latency: contestant.latency });
            emulators.push(emulator);
            tasks[contestant.name] = () => {
                progress(`${round.name}: ${contestant.name}, ${apps} apps`);
                return live(contestant, apps, emulator);
            };
        }
        try {
            const lives = await alternate(repetitions, tasks);
            for (const [contestant, list] of Object.entries(lives)) {
                add(results, { round: round.name, contestant, apps }, list);
            }
        } finally {
            await Promise.all(emulators.map((emulator) => emulator.close()));
        }
    }
    return results;
}

function add(
    { commands, states }: Results,
    common: { round: string; contestant: string; apps: number },
    lives: readonly Life[],
): void {
    for (const operation of OPERATIONS) {
        const samples = lives.flatMap((life) => life.samples[operation] ?? []);
        if (samples.length > 0) commands.push({ ...common, operation, samples });
    }
    const [first] = lives;
    if (first) states.push({ ...common, ...first.state });
}
