const MS_PER_SECOND = 1000;

/** What one answer may take, with all its attempts and all its pages: time and bytes. */
export class Allowance {
    private end: number | undefined;
    private used = 0;

    /**
     * @param seconds from the first request on
     * @param bytes of decoded answers
     */
    constructor(
        readonly seconds: number,
        readonly bytes: number,
    ) {}

    /** Milliseconds since 1970 at which the time is up. It begins with the first call. */
    get deadline(): number {
        return (this.end ??= Date.now() + this.seconds * MS_PER_SECOND);
    }

    /** How many bytes may still come. */
    get bytesLeft(): number {
        return Math.max(0, this.bytes - this.used);
    }

    /** Counts what has come. */
    use(bytes: number): void {
        this.used += bytes;
    }
}
