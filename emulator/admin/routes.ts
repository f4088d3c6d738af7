import type { FastifyInstance } from "fastify";
import { DocumentError } from "bytenite-core/documents";
import { parseFaults } from "../faults/faultsDocument";
import type { ServerContext } from "../receive";
import { fromThisMachine } from "./fromThisMachine";

/** Where these calls are: no path of ByteNite's begins so. */
const ADMIN_PATH = "/_emulator";

/**
 * Adds the calls that steer a running emulator. They are about the API's requests and none of them:
 * not recorded, not limited, without faults.
 */
export function addAdmin(server: FastifyInstance, context: ServerContext): void {
    const { requests, connections, tokens } = context;
    server.addHook("onRequest", fromThisMachine);
    server.setErrorHandler((error, _request, reply) => {
        if (error instanceof DocumentError) {
            return reply.code(400).send({ problems: error.problems });
        }
        const { statusCode = 500, message } = error as Error & { statusCode?: number };
        return reply.code(statusCode).send({ problems: [message] });
    });
    server.put(`${ADMIN_PATH}/faults`, ({ body }) => {
        const faults = parseFaults(typeof body === "string" ? body : "", "the request's body");
        context.faults.list = faults;
        return { faults: faults.length };
    });
    server.get(`${ADMIN_PATH}/requests`, () => {
        const { opened, open, peak } = connections;
        return { requests: requests.requests, connections: { opened, open, peak } };
    });
    server.delete(`${ADMIN_PATH}/requests`, () => {
        requests.clear();
        return {};
    });
    server.post(`${ADMIN_PATH}/expire-tokens`, () => {
        tokens.expireIssued();
        return {};
    });
}
