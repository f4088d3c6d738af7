import {
    APPS,
    CHECKPOINTS,
    CONSTANT,
    CONSTANT_SELECTION,
    NAIVE,
    POLICIES,
    PROGRAMS,
    PROVIDER,
    SELECTION,
    SELECTION_POLICIES,
    SELECTIONS,
    type Round,
} from "./contestants";
import type { SizedRound } from "./scenarios/deployments";
import type { RulesPlan } from "./scenarios/rules";

/** How much is measured. */
export interface Plan {
    rounds: readonly SizedRound[];
    /** How many new processes load or start the same thing. 0: none. */
    starts: number;
    /** Without sizes: not measured. */
    rules: RulesPlan;
    reports: { sizes: readonly number[]; repetitions: number };
    /** How long the emulator is under load. 0: it is not. */
    loadSeconds: number;
}

/** An hour and a little on two cores. */
export const FULL: Plan = {
    rounds: [
        { round: PROGRAMS, apps: 1, repetitions: 3 },
        { round: PROVIDER, apps: 1, repetitions: 1 },
        { round: PROVIDER, apps: 400, repetitions: 2, previews: 2 },
        {
            round: PROVIDER,
            apps: 1000,
            repetitions: 2,
            previews: 2,
            only: [CONSTANT, APPS, SELECTION],
        },
        { round: SELECTIONS, apps: 400, repetitions: 3 },
        {
            round: SELECTIONS,
            apps: 1000,
            repetitions: 1,
            only: [CONSTANT_SELECTION, SELECTION],
        },
        {
            round: SELECTIONS,
            apps: 5000,
            repetitions: 2,
            previews: 2,
            only: [CONSTANT_SELECTION, SELECTION],
        },
        { round: POLICIES, apps: 1, repetitions: 3 },
        { round: POLICIES, apps: 400, repetitions: 3, previews: 3 },
        { round: SELECTION_POLICIES, apps: 5000, repetitions: 1 },
        { round: CHECKPOINTS, apps: 400, repetitions: 1 },
        { round: NAIVE, apps: 100, repetitions: 1 },
    ],
    starts: 11,
    rules: { sizes: [100, 1000, 5000, 20_000, 50_000], rounds: 5, judged: 150_000 },
    reports: { sizes: [5000, 50_000], repetitions: 3 },
    loadSeconds: 10,
};

/** A few minutes: enough to see that everything works. */
export const QUICK: Plan = {
    rounds: [
        { round: PROGRAMS, apps: 1, repetitions: 1 },
        { round: PROVIDER, apps: 10, repetitions: 1 },
        { round: SELECTIONS, apps: 10, repetitions: 1 },
        { round: POLICIES, apps: 10, repetitions: 1 },
        { round: SELECTION_POLICIES, apps: 10, repetitions: 1 },
        { round: CHECKPOINTS, apps: 10, repetitions: 1 },
        { round: NAIVE, apps: 10, repetitions: 1 },
    ],
    starts: 3,
    rules: { sizes: [100, 1000], rounds: 1, judged: 3000 },
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
    return {
        rounds: plan.rounds.filter(isPart),
        starts: has("starts") ? plan.starts : 0,
        rules: has("rules") ? plan.rules : { sizes: [], rounds: 0, judged: 0 },
        reports: has("reports") ? plan.reports : { sizes: [], repetitions: 0 },
        loadSeconds: has("emulator") ? plan.loadSeconds : 0,
    };
}
