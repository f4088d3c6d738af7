import type { OperationName } from "./operationName";

/** A request that arrived. Neither its headers nor its body are kept: they hold credentials. */
export interface RecordedRequest {
    /** 1 for the first request, 2 for the next one. */
    sequence: number;
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
    /** The answer's HTTP status. Absent: no answer yet, or the connection was broken. */
    status?: number;
}

const QUERY_PARAMETERS = ["orderBy", "pagination.limit", "pagination.offset", "isPublic"];
// An emulator may run for weeks.
const MOST_KEPT = 100_000;

/** The requests that arrived, in their order of arrival: the newest 100,000 of them. */
export class RequestLog {
    readonly requests: RecordedRequest[] = [];
    private sequence = 0;

    add(request: Omit<RecordedRequest, "sequence" | "query">, query: unknown): RecordedRequest {
        const recorded = { sequence: ++this.sequence, ...request, query: known(query) };
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
