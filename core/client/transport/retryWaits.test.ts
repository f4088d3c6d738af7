import type { RequestListener } from "node:http";
import { useRawServer } from "./rawServer.testSupport";
import { useNoRetryDelays } from "./retryDelays.testSupport";
import { Transport, type ApiRequest } from "./transport";
import type { TransportOptions } from "./transportOptions";

// Far more than any of it takes: a machine under load must not fail a test.

const request: ApiRequest = {
    method: "GET",
    path: "/dev/apps/img-gen",
    subject: 'the tag "img-gen"',
    isAboutApp: true,
    secrets: [],
};

const respond =
    (status: number, headers: Record<string, string> = {}): RequestListener =>
    (_request, response) =>
        response.writeHead(status, headers).end("{}");

describe("the wait before another attempt", () => {
    const server = useRawServer();
    const waits = useNoRetryDelays();

    const send = (options: Partial<TransportOptions> = {}, more: Partial<ApiRequest> = {}) =>
        new Transport({
            endpoint: server.url,
            timeout: 30,
            retries: 3,
            concurrency: 4,
            random: () => 1,
            ...options,
        }).send({ ...request, ...more });

    /** Answers so, one after the other; the last one is for all requests that follow. */
    const answers = (...list: RequestListener[]) => {
        server.answer = (incoming, response) =>
            list[Math.min(server.requests.length, list.length) - 1]?.(incoming, response);
    };
    const good: RequestListener = (_request, response) => response.end('"good"');

    it("waits twice as long each time", async () => {
        answers(respond(503));
        await expect(send()).rejects.toThrow();
        expect(waits.delays).toHaveLength(3);
        for (const [index, least] of [400, 800, 1600].entries()) {
            expect(waits.delays[index]).toBeGreaterThanOrEqual(least);
            expect(waits.delays[index]).toBeLessThanOrEqual(least * 1.2);
        }
    });

    it("waits a random part of that, so that many don't come back at once", async () => {
        answers(respond(503));
        await expect(send({ random: () => 0.5, retries: 4 })).rejects.toThrow();
        // What would be less than 400 ms is not noted.
        expect(waits.delays).toEqual([400, 800, 1600]);
    });

    it("waits as long as the server asks for", async () => {
        answers(
            respond(429, { "retry-after": "7" }),
            respond(503, { "retry-after": new Date(Date.now() + 15_000).toUTCString() }),
            respond(429, { "retry-after": "nonsense" }),
            good,
        );
        await expect(send({ retries: 4 })).resolves.toBe("good");
        const [seconds, date = 0, nonsense] = waits.delays;
        expect(seconds).toBe(7000);
        expect(date).toBeGreaterThan(3000);
        expect(date).toBeLessThanOrEqual(15_000);
        expect(nonsense).toBe(1600);
    });

    it("takes a date by the server's clock, however wrong it is", async () => {
        const serverTime = Date.now() - 3_600_000;
        answers(
            respond(503, {
                date: new Date(serverTime).toUTCString(),
                "retry-after": new Date(serverTime + 15_000).toUTCString(),
            }),
            good,
        );
        await expect(send()).resolves.toBe("good");
        expect(waits.delays).toEqual([15_000]);
    });

    it("still waits when the time of the attempt before is up", async () => {
        const neverAgain = (() => undefined) as unknown as typeof setTimeout;
        jest.spyOn(global, "setTimeout").mockImplementation(neverAgain);
        answers(respond(503));
        void send({ timeout: 0.1 });
        await new Promise((resolve) => AbortSignal.timeout(300).addEventListener("abort", resolve));
        expect(server.requests).toHaveLength(1);
    });
});
