import type { ServerOptions } from "node:https";
import fastify from "fastify";
import type { FastifyInstance, FastifyServerOptions } from "fastify";
import { addAdmin } from "./admin/routes";
import { addApi } from "./api";
import { answerBrokenRequest } from "./brokenRequest";
import type { ServerContext } from "./receive";
import { routable } from "./requestTarget";

// Longer than the longest request line that Node reads: a long tag is answered for its content.
const LONGEST_PARAMETER = 32_768;

/** The server, not yet listening. Without options for TLS it speaks plain HTTP. */
export function createServer(context: ServerContext, https?: ServerOptions): FastifyInstance {
    let requestCount = 0;
    const nextId = () => `emulator-${++requestCount}`;
    const options: FastifyServerOptions = {
        exposeHeadRoutes: false,
        forceCloseConnections: true,
        routerOptions: { maxParamLength: LONGEST_PARAMETER },
        genReqId: nextId,
        rewriteUrl: ({ url = "/" }) => routable(url),
        clientErrorHandler: (error, socket) =>
            answerBrokenRequest(error, socket, context.settings.errorShape, nextId),
    };
    // The type of a server with TLS is another one, though nothing here sees a difference.
    const server = fastify(https ? ({ ...options, https } as FastifyServerOptions) : options);
    // Whatever its declared type is: ByteNite's gateway takes the body for JSON (inferred).
    server.removeAllContentTypeParsers();
    server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => {
        done(null, body);
    });
    // Scopes of their own: what happens to the API's requests doesn't happen to those about them.
    for (const add of [addApi, addAdmin]) {
        void server.register((scope, _options, done) => {
            add(scope, context);
            done();
        });
    }
    context.connections.watch(server.server);
    return server;
}
