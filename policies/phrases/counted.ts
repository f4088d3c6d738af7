/** A number with its noun: 1 day, 2 days. */
export function counted(amount: number, noun: string): string {
    return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
