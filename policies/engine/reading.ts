/**
 * What the engine shows the policies in one call, read once for all of them: the SDK gives each policy a
 * copy of its own, and reading that takes longer than most rules.
 *
 * The SDK asks the policies in their order and without a pause. So what was read is good for a policy that
 * comes after the one before and is asked about the same subject, until the next call can have arrived.
 */
export class Reading<Result extends object> {
    private last: { subject: string; position: number; result: Result } | undefined;

    /**
     * @param subject what the engine shows: a URN, or a name for the stack
     * @param position of the policy among the pack's
     */
    read(subject: string, position: number, read: () => Result): Result {
        const { last } = this;
        const isGood = last !== undefined && last.subject === subject && position > last.position;
        if (!last) setImmediate(() => (this.last = undefined));
        const result = isGood ? last.result : read();
        this.last = { subject, position, result };
        return result;
    }
}
