import type { OperationName } from "./operationName";

/** Something that goes wrong on demand, in place of the ordinary answer. All of this is invented. */
export interface Fault {
    /** Only this operation. Default: every request. */
    operation?: OperationName;
    /** Only this tag, as it stands in the path, decoded. Default: with any tag and without. */
    tag?: string;
    /** HTTP status. Default: 200 with a `body`. Without one the body is a failure's. */
    status?: number;
    /** Value of the header Retry-After beside a `status` or `body`, sent as it is. */
    retryAfter?: string;
    /** How often. It counts down, and the fault is over at 0. Default: always. */
    times?: number;
    /** Milliseconds before the answer, in place of the emulator's own `latency`. */
    latency?: number;
    /** Breaks the connection with a TCP reset instead of answering. */
    resetConnection?: boolean;
    /** Sent in place of the ordinary body: a text as it is, anything else as JSON. */
    body?: unknown;
}

/** Takes the first fault that applies and that isn't over, and counts it down. */
export function takeFault(
    faults: readonly Fault[],
    operation: OperationName | undefined,
    tag: string | undefined,
): Fault | undefined {
    const fault = faults.find(
        (candidate) =>
            (candidate.operation === undefined || candidate.operation === operation) &&
            (candidate.tag === undefined || candidate.tag === tag) &&
            (candidate.times === undefined || candidate.times > 0),
    );
    if (fault?.times !== undefined) fault.times -= 1;
    return fault;
}
