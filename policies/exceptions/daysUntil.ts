const MS_PER_DAY = 24 * 60 * 60 * 1000;

/** Days from one date to another, both YYYY-MM-DD. Negative: it is over. */
export function daysUntil(date: string, today: string): number {
    return (Date.parse(date) - Date.parse(today)) / MS_PER_DAY;
}
