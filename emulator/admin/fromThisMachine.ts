import type { FastifyRequest } from "fastify";
import { isLoopback } from "../hosts";

const LOCAL_HOST = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i;

/** A call that isn't for whoever made it. */
class ForbiddenError extends Error {
    readonly statusCode = 403;
}

/**
 * Refuses calls from other machines, and those of web pages that a browser here shows: they name
 * another host, or say where they come from.
 * @throws ForbiddenError
 */
export async function fromThisMachine({ raw, headers }: FastifyRequest): Promise<void> {
    const isLocal =
        isLoopback(raw.socket.remoteAddress ?? "") &&
        LOCAL_HOST.test(headers.host ?? "") &&
        headers.origin === undefined;
    if (!isLocal) {
        throw new ForbiddenError(
            "calls to /_emulator come from this machine only, at localhost or 127.0.0.1, and not from a web page",
        );
    }
    return Promise.resolve();
}
