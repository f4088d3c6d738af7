import * as v from "valibot";
import { ResponseError, type ErrorCode } from "./errors";

const words = v.fallback(v.nullish(v.string()), undefined);
const genericBody = v.object({
    message: words,
    requestId: words,
    error: v.fallback(
        v.nullish(
            v.object({
                code: v.fallback(v.nullish(v.union([v.number(), v.string()])), undefined),
                message: words,
                description: words,
            }),
        ),
        undefined,
    ),
});

const LONGEST_EXPLANATION = 200;

/** What a failure is told about, and what must not be told. */
export interface Question {
    /** What was asked for, for example `the tag "img-gen@4.0"`. */
    subject: string;
    /** Whether a 404 means that there is no such app, and not that the address is wrong. */
    isAboutApp: boolean;
    endpoint: string;
    /** How many times it was asked. */
    attempts: number;
    /** Credentials, which a server may repeat in its answer. */
    secrets: readonly string[];
}

/**
 * The failure that an answer means. Understands both shapes of an error's body: ByteNite's generic
 * response and gRPC's status. Source: schemas commonGenericResponse and rpcStatus.
 *
 * @param status the HTTP status
 * @param body the parsed body, of any shape
 */
export function responseError(status: number, body: unknown, question: Question): ResponseError {
    // Refresh forgets an app that is not found. What is not JSON comes from something in between.
    const isAboutApp = question.isAboutApp && typeof body === "object" && body !== null;
    const code = codeOf(status, isAboutApp);
    const explanation = explain(body, question.secrets);
    const answer = `ByteNite answered ${status}${explanation && ` ("${explanation}")`}`;
    const message = describe(code, status, question, answer);
    return new ResponseError(code, `${message} [${question.endpoint}]`, status);
}

/** The failure that a body with status 200 means, if it means one: it then says `ok: false`. */
export function failureInBody(body: unknown, question: Question): ResponseError | undefined {
    if (!v.is(v.looseObject({ ok: v.literal(false) }), body)) return undefined;
    const parsed = v.safeParse(genericBody, body);
    const status = Number(parsed.success ? (parsed.output.error?.code ?? 500) : 500);
    const isFailure = Number.isInteger(status) && status >= 400 && status < 600;
    return responseError(isFailure ? status : 500, body, question);
}

function codeOf(status: number, isAboutApp: boolean): ErrorCode {
    switch (status) {
        case 401:
            return "UNAUTHENTICATED";
        case 403:
            return "FORBIDDEN";
        case 404:
            return isAboutApp ? "NOT_FOUND" : "INVALID_RESPONSE";
        case 407:
            return "UNREACHABLE";
        case 408:
            return "SERVER_ERROR";
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

function describe(
    code: ErrorCode,
    status: number,
    { subject, attempts }: Question,
    answer: string,
): string {
    const also = (what: string) => (attempts > 1 ? `, also ${what},` : "");
    switch (code) {
        case "UNAUTHENTICATED":
            return `The credentials were refused when asking for ${subject}: ${answer}. Check that the API key or the access token is right and not expired or revoked.`;
        case "FORBIDDEN":
            return `The credentials don't allow reading ${subject}: ${answer}. Ask its owner for access.`;
        case "NOT_FOUND":
            return `There is no app for ${subject}: ${answer}. Check the name and the version.`;
        case "UNREACHABLE":
            return `The proxy on the way wants credentials before it passes on the request for ${subject}: it answered ${status}. Put them into HTTPS_PROXY: http://user:password@host:port.`;
        case "RATE_LIMITED":
            return `Too many requests${also("after waiting")} when asking for ${subject}: ${answer}. Try again later.`;
        case "SERVER_ERROR":
            return `ByteNite failed${also("when asked again")} for ${subject}: ${answer}. Try again later.`;
        case "INVALID_RESPONSE":
            return status === 404
                ? `There is nothing that gives ${subject}: ${answer}. Is bytenite:endpoint the address of ByteNite's API?`
                : `The answer about ${subject} leads elsewhere, where the credentials must not go: ${answer}. Set bytenite:endpoint to the final address.`;
        default:
            return `The request for ${subject} was refused: ${answer}.`;
    }
}

function explain(body: unknown, secrets: readonly string[]): string {
    const parsed = v.safeParse(genericBody, body);
    if (!parsed.success) return "";
    const { error, message, requestId } = parsed.output;
    const sentence = error?.description || error?.message || message || "";
    const text = requestId ? `${sentence}, request ${requestId}` : sentence;
    return printable(
        secrets.reduce((known, secret) => known.replaceAll(secret, "[redacted]"), text),
    );
}

// Control characters, line separators, and what turns the direction of writing.
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g;

/** A server's text on one line of bounded length, without characters that a terminal would obey. */
function printable(text: string): string {
    const line = text.replace(UNPRINTABLE, " ").trim();
    return line.length > LONGEST_EXPLANATION ? `${line.slice(0, LONGEST_EXPLANATION)}…` : line;
}
