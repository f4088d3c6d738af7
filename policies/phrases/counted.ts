/** A number with its noun: 1 day, 2 days. */
export function counted(amount: number, noun: string, plural = `${noun}s`): string {
    return `${amount} ${amount === 1 ? noun : plural}`;
}
