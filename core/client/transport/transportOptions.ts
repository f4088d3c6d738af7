import type { Log } from "./log";

/** How to reach the API. */
export interface TransportOptions {
    /** Base URL, for example https://api.bytenite.com/v1, without a slash at its end. */
    endpoint: string;
    /** Seconds that one attempt may take. */
    timeout: number;
    /** Seconds that one answer may take, with all attempts, all pages and the pauses between them. Default: 120. */
    budget?: number;
    /** How many times a failed request is tried again. */
    retries: number;
    /** How many requests run at the same time, and so how many connections there are. */
    concurrency: number;
    /** Certificates, in PEM: authorities to trust besides Node's, and the client's own. */
    tls?: { ca?: string; cert?: string; key?: string };
    /** Gets a line for each attempt. Absent: nothing is logged. */
    log?: Log;
    /** Ends every request, with all its attempts, when it aborts. Absent: nothing does. */
    signal?: AbortSignal;
    /** What the client calls itself to the server. Default: bytenite-core. */
    userAgent?: string;
    /** From 0 to 1. Default: Math.random. */
    random?: () => number;
}
