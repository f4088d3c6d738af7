import { isAxiosError, type AxiosError } from "axios";
import { CancelledError, ConnectionError, InvalidResponseError } from "../errors";
import { isItByteNite, type Guide } from "../guide";
import { attemptsOf } from "./http";
import { parseJsonText } from "../answers/jsonText";
import { responseError, type Question } from "../answers/responseError";
import {
    brokeOff,
    demandedPause,
    isCertificateProblem,
    isTimeout,
    isTooLong,
    tunnelErrorOf,
} from "./retry";
import type { Proxy } from "./proxy";
import type { TunnelError } from "./tunnel";

/** What was asked, and the limits that it may have met. */
export interface AskedRequest extends Omit<Question, "attempts" | "proxy"> {
    /** Absent: the endpoint is asked straight. */
    proxy?: Proxy;
    /** Seconds that an attempt might take. */
    timeout: number;
    /** Bytes that were left for the answer, of those that it, or it and others, might have. */
    size: { left: number; limit: number };
    /** Seconds that all of it might take, and milliseconds since 1970 at which they are over. */
    budget: { seconds: number; deadline: number };
    signal: AbortSignal | undefined;
}

const BYTES_PER_MB = 1024 * 1024;

/** The failure of a request, for a person. No AxiosError leaves the client: it carries the Authorization header. */
export function describeFailure(error: unknown, asked: AskedRequest): Error {
    if (!isAxiosError<string>(error)) {
        return error instanceof Error ? error : new Error(String(error));
    }
    const { subject, endpoint, signal, size } = asked;
    if (signal?.aborted) return new CancelledError(subject);
    const tunnelError = tunnelErrorOf(error);
    if (tunnelError) return describeTunnel(tunnelError, error, asked);
    if (error.response && !brokeOff(error)) {
        const { status } = error.response;
        // axios gives nothing of one that broke off.
        const text = (error.response.data as string | undefined) ?? "";
        const wait = demandedPause(error.response, Date.now());
        const answer = { status, text, body: parseIfJson(text), wait };
        return responseError(answer, questionOf(asked, attemptsOf(error)));
    }
    if (isTooLong(error)) {
        return new InvalidResponseError(
            (guide) =>
                `The answer about ${subject} from ${endpoint} is longer than ${size.limit / BYTES_PER_MB} MB${size.left < size.limit ? ", all pages together" : ""}. ${isItByteNite(guide)}`,
        );
    }
    if (isTimeout(error)) return describeTimeout(error, asked);
    if (isCertificateProblem(error)) {
        return new ConnectionError(
            "UNREACHABLE",
            (guide) =>
                `The certificate of ${endpoint} is not one to trust (${error.code}), so ${subject} was not asked for. ${ownAuthority(guide)}`,
        );
    }
    const reason = brokeOff(error) ? "the answer broke off" : (error.code ?? "no connection");
    return unreachable(reason, error, asked);
}

function unreachable(reason: string, error: AxiosError, asked: AskedRequest): ConnectionError {
    const { subject, endpoint, proxy } = asked;
    const attempts = howOften(error);
    return new ConnectionError(
        "UNREACHABLE",
        ({ nameOf }) =>
            `ByteNite can't be reached at ${endpoint}${through(asked)} for ${subject} (${reason}, ${attempts}). ` +
            `Check ${nameOf("endpoint")}${proxy ? `, ${proxy.variable}, NO_PROXY` : ""} and the network.`,
    );
}

function describeTimeout(error: AxiosError, asked: AskedRequest): ConnectionError {
    const { subject, endpoint, timeout, budget } = asked;
    const isOver = Date.now() >= budget.deadline;
    const seconds = isOver ? budget.seconds : timeout;
    const attempts = howOften(error);
    const longer = String(Math.max(60, seconds * 2));
    return new ConnectionError(
        "TIMEOUT",
        ({ howToSet }) =>
            `ByteNite did not answer about ${subject} within ${isOver ? `the ${seconds} s that all of it may take` : `${seconds} s`} (${attempts}, ${endpoint}${through(asked)}). ` +
            `Try again later, or give it longer: ${howToSet(isOver ? "budget" : "timeout", longer)}`,
    );
}

function describeTunnel(
    tunnelError: TunnelError,
    error: AxiosError,
    asked: AskedRequest,
): ConnectionError {
    const { subject, endpoint, proxy } = asked;
    const { code, status } = tunnelError;
    if (!proxy || isTimeout(error)) return describeTimeout(error, asked);
    if (status === 407) {
        const advice = proxy.credentials
            ? `refused the user name and the password of ${proxy.variable} for ${subject}: it answered 407. Check them; what is no letter or digit in them is written as in a URL (%40 for @).`
            : `wants credentials before it passes on the request for ${subject}: it answered 407. Put them into ${proxy.variable}: http://user:password@host:port.`;
        return new ConnectionError("UNREACHABLE", `The proxy ${proxy.host} ${advice}`);
    }
    const answer = answerOf(tunnelError);
    if (answer !== undefined) {
        return new ConnectionError(
            "UNREACHABLE",
            `The proxy ${proxy.host} gave no connection to ${endpoint} for ${subject}: it answered ${answer} (${howOften(error)}). ByteNite was not asked. ` +
                `Ask whoever runs the proxy, or go without it: NO_PROXY=${new URL(endpoint).hostname}`,
        );
    }
    if (isCertificateProblem(error)) {
        return new ConnectionError(
            "UNREACHABLE",
            (guide) =>
                `The certificate of the proxy ${proxy.host} is not one to trust (${code}), so ${subject} was not asked for. ${ownAuthority(guide)}`,
        );
    }
    return unreachable(code, error, asked);
}

/** What a proxy answered in place of a tunnel. `undefined`: nothing. */
function answerOf({ code, status }: TunnelError): string | undefined {
    if (status === 200) return "with more than a tunnel";
    if (status !== undefined) return String(status);
    return code.startsWith("HPE_") ? `what is not HTTP (${code})` : undefined;
}

/** What a failed answer is told about. A proxy could have given the answer only where it gives no tunnel. */
export function questionOf(asked: AskedRequest, attempts: number): Question {
    const { subject, isAboutApp, endpoint, proxy, redactor } = asked;
    const isInTheClear = new URL(endpoint).protocol === "http:";
    return {
        subject,
        isAboutApp,
        endpoint,
        redactor,
        attempts,
        ...(proxy && isInTheClear && { proxy }),
    };
}

function ownAuthority({ howToSet }: Guide): string {
    return `If it is of your organisation's own authority, name the authority's certificate: ${howToSet("caFile", "ca.pem")}`;
}

function through({ proxy }: AskedRequest): string {
    return proxy ? ` through the proxy ${proxy.host}` : "";
}

function howOften(error: AxiosError): string {
    const attempts = attemptsOf(error);
    return attempts === 1 ? "one attempt" : `${attempts} attempts`;
}

function parseIfJson(text: string): unknown {
    try {
        return parseJsonText(text);
    } catch {
        return undefined;
    }
}
