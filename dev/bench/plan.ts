import { NAIVE, POLICIES, PROVIDER } from "./contestants";
import type { SizedRound } from "./scenarios/deployments";

/** How much is measured. */
export interface Plan {
    rounds: readonly SizedRound[];
    /** How many new processes load or start the same thing. */
    starts: number;
    rules: { sizes: readonly number[]; repetitions: number };
    reports: { sizes: readonly number[]; repetitions: number };
    /** How long the emulator is under load. */
    loadSeconds: number;
}

/** Below 45 minutes on two cores. */
export const FULL: Plan = {
    rounds: [
        { round: PROVIDER, apps: 1, repetitions: 5 },
        { round: PROVIDER, apps: 100, repetitions: 3 },
        { round: PROVIDER, apps: 400, repetitions: 3 },
        { round: PROVIDER, apps: 1000, repetitions: 1 },
        { round: POLICIES, apps: 1, repetitions: 3 },
        { round: POLICIES, apps: 100, repetitions: 2 },
        { round: POLICIES, apps: 400, repetitions: 3 },
        { round: NAIVE, apps: 100, repetitions: 2 },
        { round: NAIVE, apps: 400, repetitions: 1 },
    ],
    starts: 11,
    rules: { sizes: [100, 1000, 5000, 20_000, 50_000], repetitions: 9 },
    reports: { sizes: [5000, 50_000], repetitions: 5 },
    loadSeconds: 10,
};

/** Below three minutes: enough to see that everything works. */
export const QUICK: Plan = {
    rounds: [
        { round: PROVIDER, apps: 10, repetitions: 1 },
        { round: POLICIES, apps: 10, repetitions: 1 },
        { round: NAIVE, apps: 10, repetitions: 1 },
    ],
    starts: 3,
    rules: { sizes: [100, 1000], repetitions: 3 },
    reports: { sizes: [100, 1000], repetitions: 1 },
    loadSeconds: 2,
};
