import type { FastifyReply, FastifyRequest } from "fastify";
import { ApiError, errorBody } from "./errors";
import type { ErrorShape } from "./errors";
import type { Fault } from "./faults";

/** Answers as the fault says. Returns undefined for a fault that leaves the ordinary answer alone. */
export function playFault(
    fault: Fault,
    request: FastifyRequest,
    reply: FastifyReply,
    shape: ErrorShape,
): FastifyReply | undefined {
    if (fault.resetConnection) return breakConnection(request, reply);
    if (fault.status === undefined && fault.body === undefined) return undefined;
    const status = fault.status ?? 200;
    const { body = errorBody(shape, new ApiError(status, "A fault on demand."), request.id) } =
        fault;
    if (fault.retryAfter !== undefined) reply.header("retry-after", fault.retryAfter);
    return reply
        .code(status)
        .type("application/json; charset=utf-8")
        .send(typeof body === "string" ? body : JSON.stringify(body));
}

/** Ends the connection with a TCP reset in place of an answer. */
export function breakConnection(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    reply.hijack();
    request.raw.socket.resetAndDestroy();
    return reply;
}
