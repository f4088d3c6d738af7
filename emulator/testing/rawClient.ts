import { request as requestHttp } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import type { RequestOptions } from "node:https";
import { TOKEN } from "./harness";

/** What came of a request, however it ended. */
export interface Received {
    status: number | undefined;
    headers: IncomingHttpHeaders;
    /** As much of the body as came. */
    text: string;
    /** Whether all of the announced body came. */
    isComplete: boolean;
    /** What ended it before its end. */
    error?: string;
}

/** Sends a request as it is, follows nothing, retries nothing, and waits for its end, good or bad. */
export function receiveRaw(
    url: string,
    { body = "", headers = {}, ...options }: RequestOptions & { body?: string } = {},
): Promise<Received> {
    const request = url.startsWith("https:") ? requestHttps : requestHttp;
    return new Promise((resolve) => {
        let [text, response] = ["", undefined as IncomingMessage | undefined];
        const end = (error?: NodeJS.ErrnoException) =>
            resolve({
                status: response?.statusCode,
                headers: response?.headers ?? {},
                text,
                isComplete: response?.complete ?? false,
                ...(error && { error: error.code ?? error.message }),
            });
        const all = { authorization: TOKEN, ...headers };
        request(url, { agent: false, ...options, headers: all }, (incoming) => {
            response = incoming;
            incoming.on("data", (chunk: Buffer) => (text += chunk.toString("latin1")));
            incoming.on("end", () => end()).on("error", end);
        })
            .on("error", end)
            .end(body);
    });
}
