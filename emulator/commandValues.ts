import { InvalidArgumentError } from "commander";
import type { RateLimit } from "./rateLimit";

const RATE_LIMIT = /^(?<requests>[1-9]\d{0,8})\/(?<seconds>[1-9]\d{0,8})(?<date>\/date)?$/;

/** Reads a whole number of an option, from the least to the most. */
export function wholeNumber(
    least: number,
    most = Number.MAX_SAFE_INTEGER,
): (text: string) => number {
    return (text) => {
        const value = Number(text);
        if (!/^\d+$/.test(text) || value < least || value > most) {
            const range =
                most < Number.MAX_SAFE_INTEGER ? `${least} to ${most}` : `${least} or more`;
            throw new InvalidArgumentError(`Expected a whole number, ${range}.`);
        }
        return value;
    };
}

/**
 * Reads a host. An unset variable of a shell leaves an empty one, at which Node listens to everybody.
 * @throws InvalidArgumentError
 */
export function host(text: string): string {
    if (text === "") throw new InvalidArgumentError("Expected an address, such as 127.0.0.1.");
    return text;
}

/**
 * Reads "20/1", which is 20 requests in a second, or "20/1/date".
 * @throws InvalidArgumentError
 */
export function rateLimit(text: string): RateLimit {
    const { requests, seconds, date } = RATE_LIMIT.exec(text)?.groups ?? {};
    if (requests === undefined) {
        throw new InvalidArgumentError(
            "Expected requests/seconds, each a whole number of 1 to 999999999, such as 20/1 or 20/1/date.",
        );
    }
    return {
        requests: Number(requests),
        seconds: Number(seconds),
        retryAfter: date === undefined ? "seconds" : "date",
    };
}
