import { isGlob, type GpuVocabulary } from "bytenite-core/model";

/**
 * The price of a GPU by any name that covers it for sure: a price for `a100` is one for each size of it. Of several
 * prices that it may have, the highest counts: an `a100` may be the size that costs most.
 */
export function gpuPrices(
    prices: Readonly<Record<string, number>>,
    gpus: GpuVocabulary,
): (name: string) => number | undefined {
    const entries = Object.entries(prices)
        .filter(([name]) => !isGlob(name))
        .sort(([, one], [, other]) => other - one)
        .map(([name, price]) => {
            const [covers, mayBe] = [gpus.matcher([name]), gpus.denial([name])];
            return { covers: (gpu: string) => covers(gpu) !== undefined, mayBe, price };
        });
    const priceOf = new Map<string, number | undefined>();
    return (name) => {
        const known = priceOf.get(name);
        if (known !== undefined || priceOf.has(name)) return known;
        const isPriced = entries.some(({ covers }) => covers(name));
        // A name that nobody knows may be anything, and a slice is not its card.
        const gpu = gpus.identify(name);
        const isWhole = gpu !== undefined && !gpu.slice;
        const price = entries.find(
            ({ covers, mayBe }) => covers(name) || (isWhole && mayBe(name) !== undefined),
        )?.price;
        priceOf.set(name, isPriced ? price : undefined);
        return priceOf.get(name);
    };
}
