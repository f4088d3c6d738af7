import type { Spread } from "../measure/statistics";

const SIGNIFICANT = 3;

/** With three digits that count, and none after the point of a number from 100 on. "–" for NaN. */
export function show(value: number): string {
    if (Number.isNaN(value)) return "–";
    const decimals = Math.max(0, SIGNIFICANT - String(Math.trunc(Math.abs(value))).length);
    return String(Number(value.toFixed(decimals)));
}

/** The median, with the middle half of the values in parentheses. */
export function showSpread({ low, median, high }: Spread): string {
    return show(low) === show(high) ? show(median) : `${show(median)} (${show(low)}–${show(high)})`;
}
