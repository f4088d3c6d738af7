import type { GpuVocabulary } from "bytenite-model";
import { modelKey } from "./gpuList";

/** The price of a GPU by any spelling of its model. Of two prices for one model, the higher counts. */
export function gpuPrices(
    prices: Readonly<Record<string, number>>,
    gpus: GpuVocabulary,
): (name: string) => number | undefined {
    // A Map, since a plain object has a value for a GPU that somebody names "constructor".
    const byModel = new Map<string, number>();
    for (const [name, price] of Object.entries(prices)) {
        const key = modelKey(gpus, name);
        byModel.set(key, Math.max(price, byModel.get(key) ?? 0));
    }
    return (name) => byModel.get(modelKey(gpus, name));
}
