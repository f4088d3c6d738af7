import {
    APPS,
    CHECKPOINTS,
    CONSTANT,
    NAIVE,
    POLICIES,
    PROVIDER,
    SELECTION,
    SELECTION_POLICIES,
    SELECTIONS,
    type Round,
} from "./contestants";
import type { SizedRound } from "./scenarios/deployments";

/** How much is measured. */
export interface Plan {
    rounds: readonly SizedRound[];
    /** How many new processes load or start the same thing. 0: none. */
    starts: number;
    /** Without sizes: not measured. */
    rules: { sizes: readonly number[]; repetitions: number };
    reports: { sizes: readonly number[]; repetitions: number };
    /** How long the emulator is under load. 0: it is not. */
    loadSeconds: number;
}

/** Of a thousand apps, only what a target is about: an update of that many takes minutes. */
const PROVIDER_OF_MANY: Round = { ...PROVIDER, contestants: [CONSTANT, APPS, SELECTION] };

/** Three quarters of an hour on two cores. */
export const FULL: Plan = {
    rounds: [
        { round: PROVIDER, apps: 1, repetitions: 5 },
        { round: PROVIDER, apps: 100, repetitions: 3 },
        { round: PROVIDER, apps: 400, repetitions: 3 },
        { round: PROVIDER_OF_MANY, apps: 1000, repetitions: 1 },
        { round: SELECTIONS, apps: 400, repetitions: 5 },
        { round: SELECTIONS, apps: 1000, repetitions: 2 },
        { round: SELECTIONS, apps: 5000, repetitions: 2 },
        { round: POLICIES, apps: 1, repetitions: 3 },
        { round: POLICIES, apps: 100, repetitions: 2 },
        { round: POLICIES, apps: 400, repetitions: 3 },
        { round: SELECTION_POLICIES, apps: 400, repetitions: 2 },
        { round: SELECTION_POLICIES, apps: 5000, repetitions: 1 },
        { round: CHECKPOINTS, apps: 400, repetitions: 1 },
        { round: NAIVE, apps: 100, repetitions: 2 },
    ],
    starts: 11,
    rules: { sizes: [100, 1000, 5000, 20_000, 50_000], repetitions: 9 },
    reports: { sizes: [5000, 50_000], repetitions: 5 },
    loadSeconds: 10,
};

/** Below four minutes: enough to see that everything works. */
export const QUICK: Plan = {
    rounds: [
        { round: PROVIDER, apps: 10, repetitions: 1 },
        { round: SELECTIONS, apps: 10, repetitions: 1 },
        { round: POLICIES, apps: 10, repetitions: 1 },
        { round: SELECTION_POLICIES, apps: 10, repetitions: 1 },
        { round: CHECKPOINTS, apps: 10, repetitions: 1 },
        { round: NAIVE, apps: 10, repetitions: 1 },
    ],
    starts: 3,
    rules: { sizes: [100, 1000], repetitions: 3 },
    reports: { sizes: [100, 1000], repetitions: 1 },
    loadSeconds: 2,
};

const PARTS_OF_ROUNDS = new Set(FULL.rounds.map(({ round }) => round.part));

/** What `--only` can name. */
export const PARTS: readonly string[] = [
    ...["emulator", "starts", "rules", "reports"],
    ...PARTS_OF_ROUNDS,
];

/** What of a plan some of its parts are. */
export function only(parts: readonly string[], plan: Plan): Plan {
    const has = (part: string): boolean => parts.includes(part);
    const isPart = ({ round }: { round: Round }): boolean => has(round.part);
    const nothing = { sizes: [], repetitions: 0 };
    return {
        rounds: plan.rounds.filter(isPart),
        starts: has("starts") ? plan.starts : 0,
        rules: has("rules") ? plan.rules : nothing,
        reports: has("reports") ? plan.reports : nothing,
        loadSeconds: has("emulator") ? plan.loadSeconds : 0,
    };
}
