import type { IncomingHttpHeaders } from "node:http";
import type { OperationName } from "./operationName";

/**
 * A request that arrived. Of its headers only two are kept and nothing of its body: the others hold
 * credentials.
 */
export interface RecordedRequest {
    /** 1 for the first request, 2 for the next one. */
    sequence: number;
    /** When it arrived: milliseconds since 1970 by the emulator's clock. */
    receivedAt: number;
    /** Number of its TCP connection: 1 for the first one since the start. */
    connection: number;
    /** Absent: no operation of the API. */
    operation?: OperationName;
    /** GET */
    method: string;
    /** As it was sent, without the query: /v1/dev/apps/img-gen%404.0 */
    path: string;
    /** The documented parameters of the query that were sent, as text. */
    query: Record<string, string>;
    /** The tag in the path, decoded. Absent: the operation takes none. */
    tag?: string;
    /** The header User-Agent, at most 256 characters. Absent: not sent. */
    userAgent?: string;
    /** The header X-Attempt: 1 for the first attempt, if the client counts them so. Absent: not sent. */
    attempt?: number;
    /** The answer's HTTP status. Absent: no answer yet, or the connection was broken. */
    status?: number;
}

const QUERY_PARAMETERS = ["orderBy", "pagination.limit", "pagination.offset", "isPublic"];
// An emulator may run for weeks.
const MOST_KEPT = 100_000;
const LONGEST_USER_AGENT = 256;

/** The requests that arrived, in their order of arrival: the newest 100,000 of them. */
export class RequestLog {
    readonly requests: RecordedRequest[] = [];
    private sequence = 0;

    add(
        request: Omit<RecordedRequest, "sequence" | "query" | "userAgent" | "attempt">,
        query: unknown,
        headers: IncomingHttpHeaders,
    ): RecordedRequest {
        const recorded = {
            sequence: ++this.sequence,
            ...request,
            query: known(query),
            ...describeClient(headers),
        };
        this.requests.push(recorded);
        if (this.requests.length > MOST_KEPT) this.requests.shift();
        return recorded;
    }

    count(operation?: OperationName): number {
        if (operation === undefined) return this.requests.length;
        return this.requests.filter((request) => request.operation === operation).length;
    }

    clear(): void {
        this.requests.length = 0;
    }
}

function known(query: unknown): Record<string, string> {
    const entries = Object.entries(query as Record<string, unknown>);
    return Object.fromEntries(
        entries
            .filter(([key]) => QUERY_PARAMETERS.includes(key))
            .map(([key, value]) => [key, String(value)]),
    );
}

function describeClient(
    headers: IncomingHttpHeaders,
): Pick<RecordedRequest, "userAgent" | "attempt"> {
    const userAgent = headers["user-agent"]?.slice(0, LONGEST_USER_AGENT);
    const attempt = String(headers["x-attempt"]);
    return {
        ...(userAgent !== undefined && { userAgent }),
        ...(/^\d{1,9}$/.test(attempt) && { attempt: Number(attempt) }),
    };
}
