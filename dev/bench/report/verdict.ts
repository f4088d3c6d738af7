import { isMeasured, isMet, type Target } from "../target";
import { show } from "./numbers";

/**
 * What a run says of the targets. A run of a part judges those that it measures, and names the others.
 * @param isWhole whether it should have measured all of them
 */
export function verdict(
    targets: readonly Target[],
    { isWhole }: { isWhole: boolean },
): { lines: string[]; isKept: boolean } {
    const judged = isWhole ? targets : targets.filter(isMeasured);
    const missed = judged.filter((target) => !isMet(target));
    const unmeasured = isWhole ? [] : targets.filter((target) => !isMeasured(target));
    return {
        lines: [
            ...missed.map(
                (target) => `✗ ${target.name}: ${show(target.measured)}, but ${bound(target)}`,
            ),
            ...unmeasured.map(({ name }) => `– ${name}: not measured by this run`),
            `${judged.length - missed.length} of ${targets.length} targets are met, ${missed.length} missed, ${unmeasured.length} not measured.`,
        ],
        isKept: missed.length === 0,
    };
}

function bound({ limit, isLeast }: Target): string {
    return `${isLeast ? "at least" : "at most"} ${show(limit)} is the target`;
}
