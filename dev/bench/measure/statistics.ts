/** The value in the middle, and those between which the middle half lies. */
export interface Spread {
    low: number;
    median: number;
    high: number;
}

/** NaN in all of them without values. */
export function spread(values: readonly number[]): Spread {
    const sorted = [...values].sort((a, b) => a - b);
    return {
        low: quantile(sorted, 0.25),
        median: quantile(sorted, 0.5),
        high: quantile(sorted, 0.75),
    };
}

export function median(values: readonly number[]): number {
    return spread(values).median;
}

/**
 * How many times as much the ones are as the others: the ratio of each pair that was measured one after the
 * other, since the machine's pace changes over minutes.
 */
export function ratio(values: readonly number[], others: readonly number[]): Spread {
    const pairs = values.slice(0, others.length);
    return spread(pairs.map((value, index) => value / (others[index] ?? NaN)));
}

function quantile(sorted: readonly number[], share: number): number {
    const position = (sorted.length - 1) * share;
    const below = sorted[Math.floor(position)] ?? NaN;
    const above = sorted[Math.ceil(position)] ?? NaN;
    return below + (above - below) * (position - Math.floor(position));
}
