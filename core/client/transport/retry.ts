import { AxiosError, isAxiosError, type AxiosResponse } from "axios";
import { isNetworkError } from "axios-retry";
import { TunnelError } from "./tunnel";

/** How long a request may be tried again. */
export interface RetryLimits {
    /** Milliseconds since 1970 at which the look-up must have ended. */
    deadline: number;
    /** From 0 to 1, by which a pause is shortened. */
    random: () => number;
    now: () => number;
}

const WORTH_ANOTHER_TRY = new Set([408, 429, 500, 502, 503, 504]);
const NO_ANSWER_CODES = new Set(["ERR_CANCELED", "ETIMEDOUT"]);
const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 30_000;
const LONGEST_DEMANDED_PAUSE_MS = 60_000;
/** Whatever a server demands, and however the die falls: it is not asked more often than that. */
const SHORTEST_PAUSE_MS = 200;
const MS_PER_SECOND = 1000;

/** Whether asking the same again may help. */
export function isWorthRetrying(error: AxiosError): boolean {
    const status = tunnelErrorOf(error)?.status ?? error.response?.status;
    if (status !== undefined && !brokeOff(error)) return WORTH_ANOTHER_TRY.has(status);
    if (isCertificateProblem(error) || isTooLong(error)) return false;
    return isTimeout(error) || brokeOff(error) || isNetworkError(error);
}

/**
 * Milliseconds before the next attempt: what the server demands, else a random part of a pause that
 * doubles (so that many clients don't come back at the same moment). `undefined`: no time is left for it.
 */
export function pauseBefore(
    attempt: number,
    error: AxiosError,
    { deadline, random, now }: RetryLimits,
): number | undefined {
    const growing = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
    // A demand for no pause at all is as good as none.
    const demanded = demandedPause(error.response, now()) || undefined;
    const pause = Math.max(SHORTEST_PAUSE_MS, demanded ?? random() * growing);
    const isTooMuch = pause > LONGEST_DEMANDED_PAUSE_MS || now() + pause >= deadline;
    return isTooMuch ? undefined : pause;
}

/** Milliseconds of Retry-After: seconds, or a date by the server's clock. Anything else is as good as none. */
export function demandedPause(
    response: AxiosResponse | undefined,
    now: number,
): number | undefined {
    const { "retry-after": header, date: serverTime } = Object(response?.headers) as {
        [name: string]: unknown;
    };
    const text = typeof header === "string" ? header.trim() : "";
    if (/^\d{1,9}$/.test(text)) return Number(text) * MS_PER_SECOND;
    const until = parseDate(text);
    if (until === undefined) return undefined;
    // Clocks differ, so that the date means nothing without the server's own time.
    return Math.max(0, until - (parseDate(serverTime) ?? now));
}

function parseDate(text: unknown): number | undefined {
    const date = typeof text === "string" && /[A-Za-z]/.test(text) ? Date.parse(text) : NaN;
    return Number.isNaN(date) ? undefined : date;
}

/** Whether no answer arrived in time. */
export function isTimeout({ code }: AxiosError): boolean {
    return NO_ANSWER_CODES.has(code ?? "");
}

/** Whether an answer of which each word counts did not arrive to its end. Other failures tell enough by their status. */
export function brokeOff({ response }: AxiosError): boolean {
    if (response === undefined) return false;
    const isFine = response.status >= 200 && response.status < 300;
    return isFine || (response.status === 404 && response.data === undefined);
}

/** Whether the answer is larger than what is read. */
export function isTooLong({ code, response }: AxiosError): boolean {
    return code === AxiosError.ERR_BAD_RESPONSE && response === undefined;
}

/** Why a proxy gave no tunnel, if that is what failed. */
export function tunnelErrorOf({ cause }: AxiosError): TunnelError | undefined {
    return cause instanceof TunnelError ? cause : undefined;
}

const CERTIFICATE_CODES =
    /^(?:CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|ERR_TLS_CERT_|SELF_SIGNED_CERT|UNABLE_TO_)/;

/** Whether the server's certificate is not one to trust. */
export function isCertificateProblem(error: unknown): boolean {
    return isAxiosError(error) && CERTIFICATE_CODES.test(error.code ?? "");
}
