import type { OperationName } from "../operationName";
import type { Fault } from "./fault";

const ORDINARY = 200;

/**
 * Takes the first fault that applies and that isn't over, and counts it down. Gives what is to be
 * played of it, with the status of this request.
 */
export function takeFault(
    faults: readonly Fault[],
    operation: OperationName | undefined,
    tag: string | undefined,
): Fault | undefined {
    const fault = faults.find(
        (candidate) =>
            (candidate.operation === undefined || candidate.operation === operation) &&
            (candidate.tag === undefined || candidate.tag === tag) &&
            !isOver(candidate),
    );
    if (fault?.times !== undefined) fault.times -= 1;
    return fault?.statuses ? playNext(fault, fault.statuses.shift()) : fault;
}

/** Copies that can be counted down. */
export function copyFaults(faults: readonly Fault[]): Fault[] {
    return faults.map((fault) => ({
        ...fault,
        ...(fault.statuses && { statuses: [...fault.statuses] }),
    }));
}

function isOver({ times = Infinity, statuses }: Fault): boolean {
    return times <= 0 || statuses?.length === 0;
}

function playNext(fault: Fault, status: number | undefined): Fault {
    if (status !== undefined && status !== ORDINARY) return { ...fault, status };
    const { status: _, retryAfter, redirect, body, contentType, ...rest } = fault;
    return rest;
}
