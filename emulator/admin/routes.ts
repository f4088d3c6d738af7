import type { FastifyInstance } from "fastify";
import { DocumentError } from "bytenite-core/documents";
import type { ServerContext } from "../receive";
import { fromThisMachine } from "./fromThisMachine";

/** Where these calls are: no path of ByteNite's begins so. */
const ADMIN_PATH = "/_emulator";

/** A call that steers a running emulator. */
interface AdminCall {
    method: "GET" | "PUT" | "POST" | "DELETE";
    path: string;
    answer: (body: string, context: ServerContext) => object;
}

const CALLS: readonly AdminCall[] = [
    {
        method: "PUT",
        path: "/faults",
        answer: (body, { faults }) => {
            faults.setText(body, "the request's body");
            return { faults: faults.list.length };
        },
    },
    {
        method: "POST",
        path: "/expire-tokens",
        answer: (_body, { tokens }) => {
            tokens.expireIssued();
            return {};
        },
    },
    {
        method: "GET",
        path: "/requests",
        answer: (_body, { requests, connections: { opened, open, peak } }) => ({
            requests: requests.requests,
            connections: { opened, open, peak },
        }),
    },
    {
        method: "DELETE",
        path: "/requests",
        answer: (_body, { requests }) => {
            requests.clear();
            return {};
        },
    },
];

/**
 * Adds the calls that steer a running emulator, and a refusal for all others of their path. They are about
 * the API's requests and none of them: not recorded, not limited, without faults.
 */
export function addAdmin(server: FastifyInstance, context: ServerContext): void {
    const { admin } = context.settings;
    server.addHook("onRequest", fromThisMachine);
    server.setErrorHandler((error, _request, reply) => {
        if (error instanceof DocumentError) {
            return reply.code(400).send({ problems: error.problems });
        }
        const { statusCode = 500, message } = error as Error & { statusCode?: number };
        return reply.code(statusCode).send({ problems: [message] });
    });
    for (const { method, path, answer } of admin ? CALLS : []) {
        server.route({
            method,
            url: `${ADMIN_PATH}${path}`,
            handler: ({ body }) => answer(typeof body === "string" ? body : "", context),
        });
    }
    for (const url of [ADMIN_PATH, `${ADMIN_PATH}/*`, ...(admin ? pathsOfCalls() : [])]) {
        const methods = methodsOf(url);
        server.route({
            method: server.supportedMethods.filter((each) => !methods.includes(each)),
            url,
            handler: (_request, reply) => {
                if (methods.length > 0) reply.header("allow", methods.join(", "));
                const problem = admin
                    ? listOfCalls()
                    : "the emulator takes no calls to /_emulator: start it with --admin";
                return reply.code(methods.length > 0 ? 405 : 404).send({ problems: [problem] });
            },
        });
    }
}

function pathsOfCalls(): string[] {
    return [...new Set(CALLS.map(({ path }) => `${ADMIN_PATH}${path}`))];
}

function methodsOf(url: string): string[] {
    return CALLS.filter(({ path }) => `${ADMIN_PATH}${path}` === url).map(({ method }) => method);
}

function listOfCalls(): string {
    const calls = CALLS.map(({ method, path }) => `${method} ${ADMIN_PATH}${path}`);
    return `there is no such call; the calls are ${calls.join(", ")}`;
}
