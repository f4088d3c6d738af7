import { memoize } from "../memoize";
import type { Certainty, GpuSelector, PatternTest } from "./gpuPattern";

/** Comparisons as a setting writes them: ">=40", ">=24 <80", "80". */
export const COMPARISONS =
    "^ *(?:[<>]=?|=)? *\\d+(?:\\.\\d+)?(?: +(?:[<>]=?|=) *\\d+(?:\\.\\d+)?)* *$";

/** Compares names of families: case, and how their words are joined, don't matter. "ada" is Ada Lovelace. */
export const familyKey = memoize((family): string => {
    const key = family.toLowerCase().replace(/[\s_-]+/g, "");
    return key === "ada" || key === "lovelace" ? "adalovelace" : key;
});

/** Tests a number; `undefined` for what is no comparison. */
function comparison(value: number | string): ((number: number) => boolean) | undefined {
    if (typeof value === "number") return (number) => number === value;
    if (!new RegExp(COMPARISONS).test(value)) return undefined;
    const tests = [...value.matchAll(/([<>]=?|=)? *(\d+(?:\.\d+)?)/g)].map(
        ([, operator = "=", limit]) => ({ operator, limit: Number(limit) }),
    );
    return (number) => tests.every(({ operator, limit }) => compare(number, operator, limit));
}

function compare(number: number, operator: string, limit: number): boolean {
    switch (operator) {
        case "<":
            return number < limit;
        case "<=":
            return number <= limit;
        case ">":
            return number > limit;
        case ">=":
            return number >= limit;
        default:
            return number === limit;
    }
}

/** @param named tests the selector's name. Absent: it has none */
export function selectorTest(selector: GpuSelector, named: PatternTest | undefined): PatternTest {
    const { vendor, family, memory, computeCapability, year } = selector;
    const hasMemory = numberTest(memory);
    const hasCapability = numberTest(computeCapability);
    const isFromYear = numberTest(year);
    return (gpu, variant, purpose, written) => {
        // Of a slice, a list that denies means the card too.
        const sizes = variant.slice
            ? [variant.slice.memory, ...(purpose === "deny" ? [variant.memory] : [])]
            : [variant.memory];
        const capability =
            gpu.computeCapability === undefined &&
            gpu.vendor !== undefined &&
            gpu.vendor !== "nvidia"
                ? "no"
                : hasCapability(gpu.computeCapability);
        return all([
            named?.(gpu, variant, purpose, written) ?? "yes",
            vendor === undefined ? "yes" : sameText(gpu.vendor, vendor),
            family === undefined || familyKey(family) === familyKey(gpu.family) ? "yes" : "no",
            sizes.some((size) => hasMemory(size) === "yes") ? "yes" : "no",
            computeCapability === undefined ? "yes" : capability,
            isFromYear(gpu.year),
        ]);
    };
}

function numberTest(wanted: number | string | undefined): (value: number | undefined) => Certainty {
    if (wanted === undefined) return () => "yes";
    // The schema of the setting lets nothing else through.
    const test = comparison(wanted) ?? (() => false);
    return (value) => (value === undefined ? "maybe" : test(value) ? "yes" : "no");
}

function sameText(value: string | undefined, wanted: string): Certainty {
    if (value === undefined) return "maybe";
    return value.toLowerCase() === wanted.toLowerCase() ? "yes" : "no";
}

function all(certainties: readonly Certainty[]): Certainty {
    if (certainties.includes("no")) return "no";
    return certainties.includes("maybe") ? "maybe" : "yes";
}
