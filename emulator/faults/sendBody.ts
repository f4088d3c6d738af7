import type { FastifyReply } from "fastify";
import { passes } from "./delay";
import type { Fault } from "./fault";

const MS_PER_SECOND = 1000;
// Often enough to look like a slow line, rarely enough not to keep the machine busy.
const PIECES_PER_SECOND = 10;

/** Whether the fault changes how the body is sent. */
export function changesSending({ truncateAfter, bytesPerSecond }: Fault): boolean {
    return truncateAfter !== undefined || bytesPerSecond !== undefined;
}

/**
 * Sends the answer past the framework, which only ever sends the whole of it at once: the headers with
 * the length of the whole body, then as much of it and as fast as the fault says. `end` stops it.
 */
export async function sendBody(
    reply: FastifyReply,
    body: Buffer,
    fault: Fault,
    end: AbortSignal,
): Promise<void> {
    const { truncateAfter = Infinity, bytesPerSecond = Infinity } = fault;
    const response = reply.hijack().raw;
    response.writeHead(reply.statusCode, {
        ...(reply.getHeaders() as Record<string, string>),
        "content-length": body.length,
    });
    response.flushHeaders();
    const sent = body.subarray(0, truncateAfter);
    const piece = Math.max(
        1,
        Math.round(Math.min(bytesPerSecond / PIECES_PER_SECOND, sent.length)),
    );
    for (let start = 0; start < sent.length; start += piece) {
        const pause = start === 0 ? 0 : (piece / bytesPerSecond) * MS_PER_SECOND;
        if (!(await passes(pause, end)) || response.destroyed) return;
        response.write(sent.subarray(start, start + piece));
    }
    // What is written still leaves; a reset would take it along.
    if (sent.length < body.length) response.socket?.destroySoon();
    else response.end();
}
