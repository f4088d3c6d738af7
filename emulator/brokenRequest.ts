import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { ApiError, errorBody } from "./errors";
import type { ErrorShape } from "./errors";

/** What Node refuses before there is a request, by the code of its error. */
const FAILURES: Readonly<Record<string, ApiError>> = {
    ERR_HTTP_REQUEST_TIMEOUT: new ApiError(408, "The request took too long to arrive."),
    HPE_HEADER_OVERFLOW: new ApiError(431, "The request's line and headers are too long."),
};
const NO_HTTP = new ApiError(400, "This is no request in HTTP.");

/** Answers bytes that are no request as the API answers other failures, and ends the connection. */
export function answerBrokenRequest(
    error: Error & { code?: string },
    socket: Socket,
    shape: ErrorShape,
    nextId: () => string,
): void {
    const { code = "" } = error;
    if (code === "ECONNRESET" || !socket.writable) {
        socket.destroy();
        return;
    }
    const failure = FAILURES[code] ?? NO_HTTP;
    const body = JSON.stringify(errorBody(shape, failure, nextId()));
    const head = [
        `HTTP/1.1 ${failure.status} ${STATUS_CODES[failure.status]}`,
        "content-type: application/json; charset=utf-8",
        `content-length: ${Buffer.byteLength(body)}`,
        "connection: close",
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
    socket.destroy(error);
}
