import type { OperationName } from "../operationName";
import type { Paging } from "./paging";

/**
 * Something that goes wrong on demand. All of this is invented. What has no field here is ordinary:
 * a fault with nothing but a latency gives the ordinary answer, late.
 */
export interface Fault {
    /** Only this operation. Default: every request. */
    operation?: OperationName;
    /**
     * Only this tag, as it stands in the path, decoded. Not for an operation that has none. Default: with
     * any tag and without.
     */
    tag?: string;
    /** How often. It counts down, and the fault is over at 0. Default: always. */
    times?: number;

    /** HTTP status. Default: 200 with a `body`. Without one the body is a failure's. */
    status?: number;
    /**
     * HTTP statuses in place of `status` and `times`: one for each request, and then the fault is over.
     * It shrinks as it is played. 200 is the ordinary answer, without the fault's headers and body.
     */
    statuses?: number[];
    /** Value of the header Retry-After beside a status, redirect or body, sent as it is. */
    retryAfter?: string;
    /** Value of the header Location, with the status 302 unless there is another one. */
    redirect?: string;
    /** Sent in place of the ordinary body: a text as it is, anything else as JSON. */
    body?: unknown;
    /** Value of the header Content-Type, of the ordinary answer as well. */
    contentType?: string;
    /** What is wrong with the pages of GET /apps. Without effect on anything else, and not with its name. */
    paging?: Paging;

    /** Milliseconds before the answer, in place of the emulator's own `latency`. */
    latency?: number;
    /** Milliseconds up to which a random part is added to the latency, in place of the emulator's own. */
    jitter?: number;
    /** Breaks the connection with a TCP reset instead of answering: not beside what is about an answer. */
    resetConnection?: boolean;
    /** Keeps the connection open and never answers: not beside what is about an answer. */
    hang?: boolean;
    /**
     * Bytes of the body after which the connection is closed, though Content-Length announced all of
     * them. 0: after the headers.
     */
    truncateAfter?: number;
    /** How fast the body comes. */
    bytesPerSecond?: number;

    /**
     * Before the answer, ends the validity of all access tokens that were issued until now, not of
     * those in the option `accessTokens`. Without `times` no token ever serves.
     */
    expireTokens?: boolean;
    /**
     * From now on this API key of the emulator's, or with true each one, gets no access token. Those that
     * it got stay valid.
     */
    revokeKey?: string | true;
}
