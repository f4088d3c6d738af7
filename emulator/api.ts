import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { authorize } from "./authorization";
import { ApiError, errorBody } from "./errors";
import { changesSending, sendBody } from "./faults/sendBody";
import { receive, tagOf } from "./receive";
import type { ServerContext } from "./receive";
import { operations } from "./routes";
import type { Operation, OperationRequest } from "./routes/operation";

type Fail = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

const BASE_PATH = "/v1";

/** Adds the API: its operations, a failure for everything else, and the faults. */
export function addApi(server: FastifyInstance, context: ServerContext): void {
    const fail = failWith(context);
    server.decorateRequest("recorded", undefined);
    server.decorateRequest("fault", undefined);
    server.addHook("onRequest", (request, reply) => receive(request, reply, context));
    server.addHook("onSend", (request, reply, payload, done) => {
        const { recorded, fault } = request;
        if (recorded) recorded.status = reply.statusCode;
        if (fault?.contentType !== undefined) reply.header("content-type", fault.contentType);
        if (!fault || !changesSending(fault)) return done();
        // The framework waits for ever: what it does next would be to send the whole body.
        void sendBody(reply, Buffer.from(payload as string), fault, context.closing);
    });
    server.setErrorHandler(fail);
    server.setNotFoundHandler((request, reply) =>
        fail(new ApiError(404, "The emulator has no such operation."), request, reply),
    );
    for (const operation of operations) addOperation(server, operation, context);
}

/** Answers with a failure's body. */
function failWith(context: ServerContext): Fail {
    return (error, request, reply) => {
        const failure = toApiError(error, context);
        const body = errorBody(context.settings.errorShape, failure, request.id);
        return reply.code(failure.status).send(body);
    };
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
        ...(request.fault?.paging && { paging: request.fault.paging }),
        query: request.query as OperationRequest["query"],
        body: typeof request.body === "string" ? request.body : "",
    };
}

function toApiError(error: unknown, { settings }: ServerContext): ApiError {
    if (error instanceof ApiError) return error;
    const { statusCode, message, stack } = error as Error & { statusCode?: number };
    // The framework's own refusals: ByteNite declares 400 for every request that can't be understood.
    if (statusCode !== undefined && statusCode < 500) return new ApiError(400, `${message}.`);
    settings.log.error(stack ?? message);
    return new ApiError(500, "The emulator has a defect: its log says more.");
}
