import * as v from "valibot";
import { ResponseError, type ErrorCode } from "./errors";

const genericBody = v.object({
    message: v.nullish(v.string()),
    requestId: v.nullish(v.string()),
    error: v.nullish(
        v.object({
            code: v.nullish(v.union([v.number(), v.string()])),
            message: v.nullish(v.string()),
            description: v.nullish(v.string()),
        }),
    ),
});

const LONGEST_EXPLANATION = 200;

/**
 * The failure that an answer means. Understands both shapes of an error's body: ByteNite's generic
 * response and gRPC's status. Source: schemas commonGenericResponse and rpcStatus.
 *
 * @param status the HTTP status
 * @param body the parsed body, of any shape
 * @param subject what was asked for
 */
export function responseError(
    status: number,
    body: unknown,
    subject: string,
    endpoint: string,
): ResponseError {
    const code = codeOf(status);
    const explanation = explain(body);
    const answer = `ByteNite answered ${status}${explanation && ` ("${explanation}")`}`;
    return new ResponseError(code, `${describe(code, subject, answer)} [${endpoint}]`, status);
}

/** The failure that a body with status 200 means, if it means one: it then says `ok: false`. */
export function failureInBody(
    body: unknown,
    subject: string,
    endpoint: string,
): ResponseError | undefined {
    if (!v.is(v.looseObject({ ok: v.literal(false) }), body)) return undefined;
    const parsed = v.safeParse(genericBody, body);
    const status = Number(parsed.success ? (parsed.output.error?.code ?? 500) : 500);
    return responseError(status >= 400 && status < 600 ? status : 500, body, subject, endpoint);
}

function codeOf(status: number): ErrorCode {
    switch (status) {
        case 401:
            return "UNAUTHENTICATED";
        case 403:
            return "FORBIDDEN";
        case 404:
            return "NOT_FOUND";
        case 429:
            return "RATE_LIMITED";
        default:
            return status >= 500
                ? "SERVER_ERROR"
                : status >= 400
                  ? "BAD_REQUEST"
                  : "INVALID_RESPONSE";
    }
}

function describe(code: ErrorCode, subject: string, answer: string): string {
    switch (code) {
        case "UNAUTHENTICATED":
            return `The credentials were refused when asking for ${subject}: ${answer}. Check that the API key or the access token is right and not expired or revoked.`;
        case "FORBIDDEN":
            return `The credentials don't allow reading ${subject}: ${answer}. Ask its owner for access.`;
        case "NOT_FOUND":
            return `There is no app for ${subject}: ${answer}. Check the name and the version.`;
        case "RATE_LIMITED":
            return `Too many requests, also after waiting, when asking for ${subject}: ${answer}. Try again later.`;
        case "SERVER_ERROR":
            return `ByteNite failed, also when asked again, for ${subject}: ${answer}. Try again later.`;
        case "INVALID_RESPONSE":
            return `The answer about ${subject} leads elsewhere, where the credentials must not go: ${answer}. Set bytenite:endpoint to the final address.`;
        default:
            return `The request for ${subject} was refused: ${answer}.`;
    }
}

function explain(body: unknown): string {
    const parsed = v.safeParse(genericBody, body);
    if (!parsed.success) return "";
    const { error, message, requestId } = parsed.output;
    const sentence = error?.description || error?.message || message || "";
    return printable(requestId ? `${sentence}, request ${requestId}` : sentence);
}

/** A server's text on one line of bounded length, without characters that a terminal would obey. */
function printable(text: string): string {
    // eslint-disable-next-line no-control-regex
    const line = text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
    return line.length > LONGEST_EXPLANATION ? `${line.slice(0, LONGEST_EXPLANATION)}…` : line;
}
