/** How many requests are answered in how much time. All of this is invented. */
export interface RateLimit {
    /** Requests that are answered before the limit is reached. */
    requests: number;
    /** Length of the window. It begins with a request, and the next one with a request after its end. */
    seconds: number;
    /** Form of the header Retry-After: the seconds until the window's end, or its date. Default: seconds. */
    retryAfter?: "seconds" | "date";
}

const MS_PER_SECOND = 1000;

/** Counts requests against a limit. */
export class RateLimiter {
    private end = -Infinity;
    private count = 0;

    /** @param now Milliseconds since 1970. */
    constructor(
        private readonly limit: RateLimit,
        private readonly now: () => number,
    ) {}

    /** Counts a request. The value of Retry-After if it is beyond the limit, otherwise undefined. */
    refuse(): string | undefined {
        const now = this.now();
        if (now >= this.end) {
            this.end = now + this.limit.seconds * MS_PER_SECOND;
            this.count = 0;
        }
        this.count += 1;
        if (this.count <= this.limit.requests) return undefined;
        if (this.limit.retryAfter === "date") return this.dateOfEnd();
        return String(Math.ceil((this.end - now) / MS_PER_SECOND));
    }

    // The header has whole seconds, and before the window's end is too early.
    private dateOfEnd(): string {
        return new Date(Math.ceil(this.end / MS_PER_SECOND) * MS_PER_SECOND).toUTCString();
    }
}
