import { gzipSync } from "node:zlib";
import type { RequestListener } from "node:http";
import { useRawServer } from "./rawServer.testSupport";
import { useNoRetryDelays } from "./retryDelays.testSupport";
import { Transport, type ApiRequest } from "./transport";
import type { TransportOptions } from "./transportOptions";

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
const reset: RequestListener = (incoming) => incoming.socket.resetAndDestroy();
const breakOffWith =
    (status: number): RequestListener =>
    (_request, response) => {
        response.writeHead(status, { "content-length": 100 });
        response.write("{", () => response.destroy());
    };
const breakOff = breakOffWith(200);
const silence: RequestListener = () => undefined;
/** Sends a byte now and then, without end. */
const drip: RequestListener = (_request, response) => {
    const timer = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(timer));
};

describe("a request that fails", () => {
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

    it.each([
        ["408", respond(408)],
        ["429", respond(429)],
        ["500", respond(500)],
        ["502", respond(502)],
        ["503", respond(503)],
        ["504", respond(504)],
        ["a reset", reset],
        ["half an answer", breakOff],
        ["half a 404", breakOffWith(404)],
        ["half a 503", breakOffWith(503)],
        ["a broken compression", respondGzip("not compressed at all")],
    ])("with %s is sent again until it succeeds", async (_failure, answer) => {
        answers(answer, answer, good);
        await expect(send()).resolves.toBe("good");
        expect(server.requests).toHaveLength(3);
    });

    it.each([
        ["no answer", silence],
        ["an answer without end", drip],
    ])("with %s in time is sent again", async (_failure, answer) => {
        answers(answer, good);
        // A busy machine may take longer for a good answer, too.
        await expect(send({ timeout: 0.5, retries: 100 })).resolves.toBe("good");
        expect(server.requests.length).toBeGreaterThan(1);
    });

    it("is sent again once as a POST, which is no reading", async () => {
        answers(respond(503), good);
        await expect(send({}, { method: "POST", body: {} })).resolves.toBe("good");
        expect(server.requests).toHaveLength(2);
    });

    it("is sent twice at most as a POST", async () => {
        answers(respond(503));
        await expect(send({}, { method: "POST", body: {} })).rejects.toThrow("also when asked");
        expect(server.requests).toHaveLength(2);
    });

    it.each([400, 401, 403, 404, 405, 409, 410, 422, 501, 505, 302])(
        "with %d is not sent again",
        async (status) => {
            answers(respond(status));
            await expect(send()).rejects.toThrow(
                new RegExp(`answered ${status}|${status} was answered`),
            );
            expect(server.requests).toHaveLength(1);
        },
    );

    it.each([
        [0, respond(503), 1, "ByteNite failed for"],
        [2, respond(503), 3, "ByteNite failed, also when asked again, for"],
        [2, respond(429), 3, "Too many requests, also after waiting, when asking for"],
        [0, reset, 1, 'for the tag "img-gen" (ECONNRESET, one attempt). Check endpoint'],
        [2, reset, 3, 'for the tag "img-gen" (ECONNRESET, 3 attempts). Check endpoint'],
        [1, breakOff, 2, 'for the tag "img-gen" (the answer broke off, 2 attempts). Check'],
        [0, breakOffWith(404), 1, "(the answer broke off, one attempt). Check"],
        [0, breakOffWith(503), 1, "ByteNite failed for"],
        [2, breakOffWith(401), 1, "ByteNite answered 401"],
        [2, breakOffWith(302), 1, "leads elsewhere"],
    ])("is given up after %d retries", async (retries, answer, requests, message) => {
        answers(answer);
        await expect(send({ retries })).rejects.toThrow(message);
        expect(server.requests).toHaveLength(requests);
    });

    it.each([
        ["no answer", silence],
        ["an answer without end", drip],
    ])("with %s, again and again, is a time-out", async (_failure, answer) => {
        answers(answer);
        await expect(send({ timeout: 0.5, retries: 1 })).rejects.toMatchObject({
            name: "ConnectionError",
            code: "TIMEOUT",
            message: `ByteNite did not answer about the tag "img-gen" within 0.5 s (2 attempts, ${server.url}). Try again later, or give it longer: timeout=60`,
        });
        expect(server.requests).toHaveLength(2);
    });

    it("for want of a server tells how often it was tried", async () => {
        const unreachable = { code: "UNREACHABLE", name: "ConnectionError" };
        // Port 1 is tcpmux, which nobody runs.
        await expect(send({ endpoint: "http://127.0.0.1:1", retries: 2 })).rejects.toMatchObject({
            ...unreachable,
            message:
                'ByteNite can\'t be reached at http://127.0.0.1:1 for the tag "img-gen" (ECONNREFUSED, 3 attempts). Check endpoint and the network.',
        });
        const tls = server.url.replace("http:", "https:");
        await expect(send({ endpoint: tls, retries: 0 })).rejects.toMatchObject(unreachable);
    });

    it.each([
        ["more than a minute", "86400", {}],
        ["more than is left of the budget", "20", { budget: 10 }],
    ])("does not wait for %s", async (_what, retryAfter, options) => {
        answers(respond(429, { "retry-after": retryAfter }), good);
        await expect(send(options)).rejects.toMatchObject({ code: "RATE_LIMITED" });
        expect(server.requests).toHaveLength(1);
        expect(waits.delays).toEqual([]);
    });

    it("ends with its budget, however many retries are left", async () => {
        answers(silence);
        await expect(
            send({ timeout: 0.3, budget: 1, retries: 10, random: () => 0 }),
        ).rejects.toMatchObject({ code: "TIMEOUT" });
        expect(server.requests.length).toBeGreaterThan(1);
        expect(server.requests.length).toBeLessThan(6);
    });

    it("spares the others when as many as run at once got no answer", async () => {
        const transport = new Transport({
            endpoint: "http://127.0.0.1:1",
            timeout: 30,
            retries: 1,
            concurrency: 2,
            random: () => 0,
        });
        const all = await Promise.allSettled(
            Array.from({ length: 50 }, () => transport.send(request)),
        );
        const reasons = new Set(all.map((each) => (each as PromiseRejectedResult).reason as Error));
        expect(all).toHaveLength(50);
        expect(reasons.size).toBeLessThan(5);
    });

    const cancelled = {
        code: "CANCELLED",
        message: 'ByteNite was not asked to the end about the tag "img-gen": cancelled.',
    };

    it("ends at once when it is cancelled, and is not sent again", async () => {
        const controller = new AbortController();
        answers(() => controller.abort());
        const transport = new Transport({
            endpoint: server.url,
            timeout: 30,
            retries: 3,
            concurrency: 1,
            signal: controller.signal,
        });
        const all = await Promise.allSettled([transport.send(request), transport.send(request)]);
        expect(all).toMatchObject([{ reason: cancelled }, { reason: cancelled }]);
        expect(server.requests).toHaveLength(1);
    });

    it("ends at once when it is cancelled while it waits for the next attempt", async () => {
        const controller = new AbortController();
        const { signal } = controller;
        jest.spyOn(global, "setTimeout").mockImplementation((() =>
            queueMicrotask(() => controller.abort())) as unknown as typeof setTimeout);
        answers(respond(503), good);
        await expect(send({ signal })).rejects.toMatchObject(cancelled);
        expect(server.requests).toHaveLength(1);
    });
});

function respondGzip(body: string): RequestListener {
    return (_request, response) =>
        response.writeHead(200, { "content-encoding": "gzip" }).end(body);
}

describe("a request that succeeds", () => {
    const server = useRawServer();

    it("may have a compressed answer", async () => {
        server.answer = (_request, response) =>
            response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync('"good"'));
        const options = { endpoint: server.url, timeout: 30, retries: 0, concurrency: 1 };
        await expect(new Transport(options).send(request)).resolves.toBe("good");
    });
});
