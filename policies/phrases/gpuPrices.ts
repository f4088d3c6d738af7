import { isGlob, type GpuVocabulary } from "bytenite-core/model";

/**
 * The price of a GPU by any name that covers it for sure: a price for `a100` is one for each size of it. Of two
 * prices for one model, the higher counts.
 */
export function gpuPrices(
    prices: Readonly<Record<string, number>>,
    gpus: GpuVocabulary,
): (name: string) => number | undefined {
    const entries = Object.entries(prices)
        .filter(([name]) => !isGlob(name))
        .sort(([, one], [, other]) => other - one)
        .map(([name, price]) => ({ covers: gpus.matcher([name]), price }));
    const priceOf = new Map<string, number | undefined>();
    return (name) => {
        const known = priceOf.get(name);
        if (known !== undefined || priceOf.has(name)) return known;
        const price = entries.find(({ covers }) => covers(name) !== undefined)?.price;
        priceOf.set(name, price);
        return price;
    };
}
