import { startEmulator, type Emulator } from "bytenite-emulator";
import type { Contestant, Round } from "../contestants";
import { OPERATIONS, type Measurements, type Operation } from "../measurements";
import { typicalApps } from "../typicalApp";
import { Life } from "./life";

/** A round with stacks of one size. */
export interface SizedRound {
    round: Round;
    apps: number;
    /** How many stacks each contestant has, one after the other. */
    repetitions: number;
    /** How often each stack is previewed, which changes nothing. @default 1 */
    previews?: number;
    /** Those of the round that are measured with so many apps. Absent: all. */
    only?: readonly Contestant[];
}

type Results = Pick<Measurements, "commands" | "states">;

/** Stacks on the real engine, each from the first `up` to `destroy`. */
export async function measureDeployments(
    rounds: readonly SizedRound[],
    progress: (line: string) => void,
): Promise<Results> {
    const results: Results = { commands: [], states: [] };
    for (const each of rounds) {
        const lives: Life[] = [];
        for (let repetition = 0; repetition < each.repetitions; repetition += 1) {
            lives.push(...(await live(each, progress)));
        }
        for (const contestant of contestantsOf(each)) {
            const own = lives.filter((life) => life.contestant === contestant);
            add(results, each, contestant, own);
        }
    }
    return results;
}

function contestantsOf({ round, only }: SizedRound): readonly Contestant[] {
    return only ?? round.contestants;
}

/**
 * One stack for each contestant. All of them run a command before any runs the next one, so that what is compared
 * was measured one right after the other: the machine's pace changes within a minute.
 */
async function live(sized: SizedRound, progress: (line: string) => void): Promise<Life[]> {
    const { round, apps } = sized;
    const catalogue = { apps: typicalApps(apps) };
    const emulators: Emulator[] = [];
    const lives: Life[] = [];
    try {
        for (const contestant of contestantsOf(sized)) {
            const emulator = await startEmulator({ catalogue, latency: contestant.latency });
            emulators.push(emulator);
            lives.push(await Life.begin(contestant, apps, emulator));
        }
        for (const operation of stepsOf(sized)) {
            for (const life of lives.filter(({ contestant }) => has(contestant, operation))) {
                const { name } = life.contestant;
                progress(`${round.name}: ${name}, ${apps} apps, ${operation}`);
                await life.run(operation);
            }
        }
        return lives;
    } finally {
        await Promise.all([
            ...lives.map((life) => life.end()),
            ...emulators.map((emulator) => emulator.close()),
        ]);
    }
}

function stepsOf({ previews = 1 }: SizedRound): Operation[] {
    return OPERATIONS.flatMap((operation) =>
        Array.from({ length: operation === "preview" ? previews : 1 }, () => operation),
    );
}

function has({ isShort }: Contestant, operation: Operation): boolean {
    return !isShort || operation === "up" || operation === "preview";
}

function add(
    { commands, states }: Results,
    { round, apps }: SizedRound,
    contestant: Contestant,
    lives: readonly Life[],
): void {
    const common = { round: round.name, contestant: contestant.name, apps };
    for (const operation of OPERATIONS) {
        const samples = lives.flatMap((life) => life.samples[operation] ?? []);
        if (samples.length > 0) commands.push({ ...common, operation, samples });
    }
    const state = lives[0]?.state;
    if (state) states.push({ ...common, ...state });
}
