import type { FastifyReply, FastifyRequest } from "fastify";
import type { Connections } from "./connections";
import { ApiError } from "./errors";
import type { ActiveFaults } from "./faults/activeFaults";
import { delayOf, passes } from "./faults/delay";
import type { Fault } from "./faults/fault";
import { breakConnection, playFault } from "./faults/playFault";
import { takeFault } from "./faults/takeFault";
import type { OperationName } from "./operationName";
import type { RateLimiter } from "./rateLimit";
import type { RecordedRequest, RequestLog } from "./requestLog";
import { withoutAuthority } from "./requestTarget";
import type { OperationContext } from "./routes/operation";

declare module "fastify" {
    interface FastifyContextConfig {
        operation?: OperationName;
    }
    interface FastifyRequest {
        recorded: RecordedRequest | undefined;
        fault: Fault | undefined;
    }
}

/** What the server works with. */
export interface ServerContext extends OperationContext {
    /** What goes wrong from the next request on. */
    faults: ActiveFaults;
    requests: RequestLog;
    connections: Connections;
    rateLimiter: RateLimiter | undefined;
    /** Aborted when the emulator closes, so that no answer is awaited any more. */
    closing: AbortSignal;
}

/**
 * What happens to each request before its operation: it is recorded, counted against the rate limit,
 * and gets its fault.
 * @throws ApiError 429
 */
export async function receive(
    request: FastifyRequest,
    reply: FastifyReply,
    context: ServerContext,
): Promise<FastifyReply | undefined> {
    const { settings, connections, closing } = context;
    const recorded = record(request, context);
    const refused = context.rateLimiter?.refuse();
    // A gateway refuses before anything behind it sees the request: no fault is used up.
    const fault = refused === undefined ? take(recorded, context) : undefined;
    request.fault = fault;
    if (!(await passes(delayOf(fault, settings, recorded.sequence), closing))) {
        return breakConnection(request, reply, connections);
    }
    if (refused !== undefined) {
        reply.header("retry-after", refused);
        throw new ApiError(429, "There were more requests than the rate limit allows.");
    }
    const shape = settings.errorShape;
    return fault && playFault(fault, request, reply, { connections, shape });
}

/** The tag in the path, decoded, for operations that take one. */
export function tagOf(request: FastifyRequest): string | undefined {
    return (request.params as { appTag?: string }).appTag;
}

function record(request: FastifyRequest, context: ServerContext): RecordedRequest {
    const { operation } = request.routeOptions.config;
    const tag = tagOf(request);
    request.recorded = context.requests.add(
        {
            receivedAt: context.settings.now(),
            connection: context.connections.numberOf(request.raw.socket),
            ...(operation && { operation }),
            method: request.method,
            path: withoutAuthority(request.originalUrl).replace(/\?.*/s, ""),
            ...(tag !== undefined && { tag }),
        },
        request.query,
        request.headers,
    );
    return request.recorded;
}

function take({ operation, tag }: RecordedRequest, context: ServerContext): Fault | undefined {
    const fault = takeFault(context.faults.list, operation, tag);
    if (fault?.expireTokens) context.tokens.expireIssued();
    if (fault?.revokeKey !== undefined) context.tokens.revokeKey(fault.revokeKey);
    return fault;
}
