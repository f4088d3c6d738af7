import { configureGlobal, defaultReportMessage } from "fast-check";

// `npm run fuzz` sets them.
const { FUZZ_RUNS, FUZZ_SEED } = process.env;

/** How many times as many cases are generated as in `npm test`. */
const FACTOR = Number(FUZZ_RUNS || 1);
/** What fast-check does by itself. */
const USUAL_RUNS = 100;
/** The same cases each time: whoever changes one line must not meet what others left. `npm run fuzz` draws new ones. */
const SEED = Number(FUZZ_SEED || 20260701);

if (!(FACTOR > 0)) throw new Error(`FUZZ_RUNS must be a number above 0, but is ${FUZZ_RUNS}`);
if (!Number.isInteger(SEED))
    throw new Error(`FUZZ_SEED must be a whole number, but is ${FUZZ_SEED}`);

configureGlobal({
    numRuns: runs(USUAL_RUNS),
    seed: SEED,
    reporter: (run) => {
        if (!run.failed) return;
        const file = expect.getState().testPath ?? "";
        throw new Error(`${defaultReportMessage(run)}\n\n${repeating(run.seed, file)}`, {
            cause: run.errorInstance,
        });
    },
});

/** A number of cases, or of milliseconds for them: so many in `npm test`, and many times as many in `npm run fuzz`. */
export function runs(usual: number): number {
    return Math.max(1, Math.round(usual * FACTOR));
}

function repeating(seed: number, file: string): string {
    const name = file.slice(process.cwd().length + 1);
    return `To repeat it: FUZZ_SEED=${seed} FUZZ_RUNS=${FACTOR} npm run fuzz -- ${name}`;
}
