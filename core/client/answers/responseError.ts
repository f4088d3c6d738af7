import { showText } from "../../model";
import { describeWait } from "../transport/describeWait";
import { ResponseError, type ErrorCode } from "../errors";
import { isItByteNite, type Guide } from "../guide";
import { explanationIn, failureStatusIn, saysNotFound } from "./failureBody";
import type { Proxy } from "../transport/proxy";
import type { Redactor } from "../transport/redact";

/** What a failure is told about, and what must not be told. */
export interface Question {
    /** What was asked for, for example `the tag "img-gen@4.0"`. */
    subject: string;
    /** Whether a 404 means that there is no such app, and not that the address is wrong. */
    isAboutApp: boolean;
    endpoint: string;
    /** The proxy that could have answered in ByteNite's place. Absent: none could. */
    proxy?: Pick<Proxy, "host" | "variable">;
    /** How many times it was asked. */
    attempts: number;
    /** Knows the credentials, which a server may repeat in its answer. */
    redactor: Redactor;
}

/** A failed answer. */
export interface Answer {
    /** The HTTP status. */
    status: number;
    /** The body as it came. */
    text: string;
    /** The body's JSON. `undefined`: it is none. */
    body: unknown;
    /** Milliseconds to wait before the next request, as the server demands it. Absent: it doesn't. */
    wait?: number | undefined;
}

const LONGEST_EXPLANATION = 200;
const LONGEST_BODY = 100;

/**
 * The failure that an answer means. Understands both shapes of an error's body: ByteNite's generic
 * response and gRPC's status.
 */
export function responseError(answer: Answer, question: Question): ResponseError {
    const { status, body } = answer;
    const code = codeOf(status, question.isAboutApp && saysNotFound(body));
    const now = Date.now();
    const told = (guide: Guide) =>
        `${describe(code, { ...answer, now }, question, guide)} [${question.endpoint}]`;
    return new ResponseError(code, told, status);
}

/** The failure that a body with status 200 means, if it means one: it then says `ok: false`. */
export function failureInBody(
    answer: Pick<Answer, "text" | "body">,
    question: Question,
): ResponseError | undefined {
    const status = failureStatusIn(answer.body);
    return status === undefined ? undefined : responseError({ ...answer, status }, question);
}

function codeOf(status: number, isAppMissing: boolean): ErrorCode {
    switch (status) {
        case 401:
            return "UNAUTHENTICATED";
        case 403:
            return "FORBIDDEN";
        case 404:
            return isAppMissing ? "NOT_FOUND" : "INVALID_RESPONSE";
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
    answer: Answer & { now: number },
    question: Question,
    guide: Guide,
): string {
    const { subject, attempts, proxy } = question;
    const { status, wait, now } = answer;
    const also = (what: string) => (attempts > 1 ? `, also ${what},` : "");
    const when = wait ? describeWait(wait, now) : "later";
    const said = saidBy(answer, question);
    switch (code) {
        case "UNAUTHENTICATED":
            return `The credentials were refused when asking for ${subject}: ${said}. Check that the API key or the access token is right and not expired or revoked.`;
        case "FORBIDDEN":
            return `The credentials don't allow reading ${subject}: ${said}. Ask its owner for access.`;
        case "NOT_FOUND":
            return `There is no app for ${subject}: ${said}. Check the name and the version.`;
        case "UNREACHABLE":
            return `The proxy ${proxy?.host ?? "on the way"} wants credentials before it passes on the request for ${subject}: it answered ${status}. Put them into ${proxy?.variable ?? "HTTPS_PROXY"}: http://user:password@host:port.`;
        case "RATE_LIMITED":
            return `Too many requests${also("after waiting")} when asking for ${subject}: ${said}. Try again ${when}.`;
        case "SERVER_ERROR":
            return `ByteNite failed${also("when asked again")} for ${subject}: ${said}. Try again ${when}.`;
        case "INVALID_RESPONSE":
            return status === 404
                ? `There is nothing that gives ${subject}: 404 was answered with ${bodyOf(answer, question)}${question.isAboutApp ? ", which is not how ByteNite says that it has no such app" : ""}. ${isItByteNite(guide)}`
                : `The answer about ${subject} leads elsewhere, where the credentials must not go: ${said}. Set ${guide.nameOf("endpoint")} to the final address.`;
        default:
            return `The request for ${subject} was refused: ${said}.`;
    }
}

function saidBy({ status, body }: Answer, { proxy, redactor }: Question): string {
    const who = proxy ? `ByteNite, or the proxy ${proxy.host},` : "ByteNite";
    const { sentence, requestId } = explanationIn(body);
    const show = (text: string) => {
        const shown = redactor.redact(text).trim();
        return shown && showText(shown, { longest: LONGEST_EXPLANATION });
    };
    const id = show(requestId);
    const words = [show(sentence), id && `request ${id}`].filter((each) => each !== "");
    return `${who} answered ${status}${words.length > 0 ? ` (${words.join(", ")})` : ""}`;
}

/** What answered in ByteNite's place, as far as its words show it. */
function bodyOf({ text }: Answer, { redactor }: Question): string {
    const shown = redactor.redact(text).trim();
    if (shown === "") return "nothing";
    if (!shown.startsWith("<")) return showText(shown, { longest: LONGEST_BODY });
    const title = /<title>([^<]*)/i.exec(shown)?.[1]?.trim();
    return `a page${title ? ` titled ${showText(title, { longest: LONGEST_BODY })}` : ""}`;
}
