import type { FastifyReply, FastifyRequest } from "fastify";
import type { Connections } from "../connections";
import { ApiError, errorBody } from "../errors";
import type { ErrorShape } from "../errors";
import type { Fault } from "./fault";

const FOUND = 302;

/** Answers as the fault says. Returns undefined for a fault that leaves the ordinary answer alone. */
export function playFault(
    fault: Fault,
    request: FastifyRequest,
    reply: FastifyReply,
    { connections, shape }: { connections: Connections; shape: ErrorShape },
): FastifyReply | undefined {
    if (fault.resetConnection) return breakConnection(request, reply, connections);
    // The emulator's end, or the client's, ends the connection.
    if (fault.hang) return reply.hijack();
    const { status = fault.redirect === undefined ? undefined : FOUND, body } = fault;
    if (status === undefined && body === undefined) return undefined;
    if (fault.retryAfter !== undefined) reply.header("retry-after", fault.retryAfter);
    if (fault.redirect !== undefined) reply.header("location", fault.redirect);
    return reply
        .code(status ?? 200)
        .type("application/json; charset=utf-8")
        .send(bodyOf(fault, new ApiError(status ?? 200, "A fault on demand."), request.id, shape));
}

function bodyOf(fault: Fault, failure: ApiError, requestId: string, shape: ErrorShape): string {
    const { body = errorBody(shape, failure, requestId) } = fault;
    return typeof body === "string" ? body : JSON.stringify(body);
}

/** Ends the connection with a TCP reset in place of an answer. */
export function breakConnection(
    request: FastifyRequest,
    reply: FastifyReply,
    connections: Connections,
): FastifyReply {
    reply.hijack();
    connections.reset(request.raw.socket);
    return reply;
}
