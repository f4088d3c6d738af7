import { AxiosError, AxiosHeaders, type AxiosResponse } from "axios";
import { pauseBefore } from "./retry";

const NOW = Date.parse("2026-03-01T16:00:00Z");

function pause(retryAfter: string | undefined, attempt = 1, random = 0): number | undefined {
    const headers = new AxiosHeaders({
        date: new Date(NOW).toUTCString(),
        ...(retryAfter !== undefined && { "retry-after": retryAfter }),
    });
    const error = new AxiosError();
    error.response = { status: 429, headers } as unknown as AxiosResponse;
    const limits = { deadline: NOW + 120_000, random: () => random, now: () => NOW };
    return pauseBefore(attempt, error, limits);
}

describe("the pause before the next attempt", () => {
    it.each([
        ["nothing", undefined],
        ["no time at all", "0"],
        ["a time that is over", new Date(NOW - 60_000).toUTCString()],
        ["nonsense", "soon"],
        ["a negative time", "-1"],
    ])(
        "is never short, though the server asks for %s and chance would have it",
        (_what, header) => {
            expect(pause(header)).toBe(200);
            expect(pause(header, 10)).toBe(200);
            expect(pause(header, 3, 1)).toBe(1600);
        },
    );

    it("is what the server asks for, in seconds or as a date", () => {
        expect(pause("1")).toBe(1000);
        expect(pause("60", 1, 1)).toBe(60_000);
        expect(pause(new Date(NOW + 7000).toUTCString())).toBe(7000);
    });

    it.each(["61", "3600", "999999999", new Date(NOW + 61_000).toUTCString()])(
        "would be too long for %s",
        (header) => {
            expect(pause(header)).toBeUndefined();
        },
    );
});
