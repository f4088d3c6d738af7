import { setTimeout as wait } from "node:timers/promises";
import fastify from "fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { authorize } from "./authorization";
import { ApiError, errorBody } from "./errors";
import { takeFault } from "./faults";
import type { Fault } from "./faults";
import type { OperationName } from "./operationName";
import { breakConnection, playFault } from "./playFault";
import type { RecordedRequest, RequestLog } from "./requestLog";
import { operations } from "./routes";
import type { Operation, OperationContext, OperationRequest } from "./routes/operation";

declare module "fastify" {
    interface FastifyContextConfig {
        operation?: OperationName;
    }
    interface FastifyRequest {
        recorded: RecordedRequest | undefined;
    }
}

/** What the server works with. */
export interface ServerContext extends OperationContext {
    faults: () => readonly Fault[];
    requests: RequestLog;
    /** Aborted when the emulator closes, so that no answer is awaited any more. */
    closing: AbortSignal;
}

const BASE_PATH = "/v1";
// Longer than the longest request line that Node reads: a long tag is answered for its content.
const LONGEST_PARAMETER = 32_768;

/** The HTTP server, not yet listening. */
export function createServer(context: ServerContext): FastifyInstance {
    let requestCount = 0;
    const fail = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
        const failure = toApiError(error, context);
        const body = errorBody(context.settings.errorShape, failure, request.id);
        return reply.code(failure.status).send(body);
    };
    const server = fastify({
        exposeHeadRoutes: false,
        forceCloseConnections: true,
        routerOptions: { maxParamLength: LONGEST_PARAMETER },
        genReqId: () => `emulator-${++requestCount}`,
        frameworkErrors: (error, request, reply) => void fail(error, request, reply),
    });
    server.decorateRequest("recorded", undefined);
    // Whatever its declared type is: ByteNite's gateway takes the body for JSON (inferred).
    server.removeAllContentTypeParsers();
    server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => {
        done(null, body);
    });
    server.addHook("onRequest", (request, reply) => receive(request, reply, context));
    server.addHook("onSend", (request, reply, _payload, done) => {
        if (request.recorded) request.recorded.status = reply.statusCode;
        done();
    });
    server.setErrorHandler(fail);
    server.setNotFoundHandler((request, reply) =>
        fail(new ApiError(404, "The emulator has no such operation."), request, reply),
    );
    for (const operation of operations) addOperation(server, operation, context);
    return server;
}

async function receive(request: FastifyRequest, reply: FastifyReply, context: ServerContext) {
    const { operation } = request.routeOptions.config;
    const tag = tagOf(request);
    request.recorded = context.requests.add(
        {
            ...(operation && { operation }),
            method: request.method,
            path: request.url.replace(/\?.*/s, ""),
            ...(tag !== undefined && { tag }),
        },
        request.query,
    );
    const fault = takeFault(context.faults(), operation, tag);
    const latency = fault?.latency ?? context.settings.latency;
    if (latency > 0 && !(await passes(latency, context.closing))) {
        return breakConnection(request, reply);
    }
    return fault && playFault(fault, request, reply, context.settings.errorShape);
}

/** Waits. Resolves early, to false, if the emulator closes. */
function passes(milliseconds: number, closing: AbortSignal): Promise<boolean> {
    return wait(milliseconds, true, { signal: closing }).catch(() => false);
}

function addOperation(server: FastifyInstance, operation: Operation, context: ServerContext): void {
    const { name, method, needsToken } = operation;
    const url = `${BASE_PATH}${operation.path}`;
    server.route({
        method,
        url,
        config: { operation: name },
        onRequest: ({ headers }, _reply, done) => {
            if (needsToken) authorize(headers.authorization, context.tokens, context.settings);
            done();
        },
        handler: (request) => operation.answer(toOperationRequest(request), context),
    });
    server.route({
        method: server.supportedMethods.filter((other) => other !== method),
        url,
        onRequest: (_request, reply, done) => {
            reply.header("allow", method);
            done(new ApiError(405, `This path takes ${method} only.`));
        },
        handler: () => undefined,
    });
}

function toOperationRequest(request: FastifyRequest): OperationRequest {
    return {
        requestId: request.id,
        tag: tagOf(request) ?? "",
        query: request.query as OperationRequest["query"],
        body: typeof request.body === "string" ? request.body : "",
    };
}

function tagOf(request: FastifyRequest): string | undefined {
    return (request.params as { appTag?: string }).appTag;
}

function toApiError(error: unknown, { settings }: ServerContext): ApiError {
    if (error instanceof ApiError) return error;
    const { statusCode, message, stack } = error as Error & { statusCode?: number };
    // The framework's own refusals: ByteNite declares 400 for every request that can't be understood.
    if (statusCode !== undefined && statusCode < 500) return new ApiError(400, `${message}.`);
    settings.log.error(stack ?? message);
    return new ApiError(500, "The emulator has a defect: its log says more.");
}
