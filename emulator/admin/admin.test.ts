import { useEmulator } from "../testing/harness";
import { receiveRaw } from "../testing/rawClient";
import type { Received } from "../testing/rawClient";

const bodyOf = ({ text }: Received): unknown => JSON.parse(text);

describe("the calls to a running emulator", () => {
    const server = useEmulator({ admin: true, rateLimit: { requests: 3, seconds: 3600 } });
    const root = () => `http://127.0.0.1:${server.emulator.port}`;
    const admin = (method: string, path: string, options = {}) =>
        receiveRaw(`${root()}/_emulator${path}`, { method, ...options });
    const get = () => receiveRaw(`${root()}/v1/dev/apps`);

    it.each([
        ["YAML", "faults:\n  - status: 503\n    times: 1\n"],
        ["JSON", '{"faults": [{"status": 503, "times": 1}]}'],
    ])("set faults that are given as %s", async (_form, body) => {
        expect(bodyOf(await admin("PUT", "/faults", { body }))).toEqual({ faults: 1 });
        expect([await get(), await get()].map(({ status }) => status)).toEqual([503, 200]);
    });

    it("say what is wrong with faults, by line, and keep those from before", async () => {
        server.emulator.faults = [{ status: 500 }];
        const answer = await admin("PUT", "/faults", { body: "faults:\n  - {}\n  - status: 9\n" });
        expect(answer.status).toBe(400);
        expect(bodyOf(answer)).toEqual({
            problems: [
                "the request's body:3: faults[1].status must be an HTTP status from 200 to 599, found the number 9",
            ],
        });
        expect((await admin("PUT", "/faults")).status).toBe(400);
        expect((await get()).status).toBe(500);
    });

    it("tell the requests and the connections, and forget the requests", async () => {
        await get();
        const answer = await admin("GET", "/requests");
        expect(bodyOf(answer)).toEqual({
            requests: [...server.emulator.requests],
            connections: {
                opened: 2,
                open: expect.any(Number) as number,
                peak: expect.any(Number) as number,
            },
        });
        expect(server.emulator.requests).toHaveLength(1);
        expect((await admin("DELETE", "/requests")).status).toBe(200);
        expect(server.emulator.requests).toEqual([]);
    });

    it("end the validity of tokens", async () => {
        const { text } = await receiveRaw(`${root()}/v1/auth/access_token`, {
            method: "POST",
            body: '{"apiKey":"emulator-api-key"}',
        });
        const { token: authorization } = JSON.parse(text) as { token: string };
        const use = () => receiveRaw(`${root()}/v1/dev/apps`, { headers: { authorization } });
        expect((await use()).status).toBe(200);
        expect((await admin("POST", "/expire-tokens")).status).toBe(200);
        expect((await use()).status).toBe(401);
    });

    it("are not recorded, not limited and without faults", async () => {
        server.emulator.faults = [{ status: 503 }];
        for (let i = 0; i < 5; i += 1) {
            expect((await admin("GET", "/requests")).status).toBe(200);
        }
        expect(server.emulator.countRequests()).toBe(0);
        expect((await get()).status).toBe(503);
    });

    it.each([
        ["GET", "/faults", 405, "PUT"],
        ["POST", "/requests", 405, "GET, DELETE"],
        ["PUT", "/faults/", 404, undefined],
        ["GET", "/requests/1", 404, undefined],
        ["GET", "/%zz", 404, undefined],
        ["GET", "", 404, undefined],
    ])(
        "don't include %s %s, and a fault is kept for others",
        async (method, path, status, allow) => {
            server.emulator.faults = [{ hang: true, times: 1 }];
            const answer = await admin(method, path);
            expect(answer).toMatchObject({ status, headers: allow === undefined ? {} : { allow } });
            expect(bodyOf(answer)).toEqual({
                problems: [
                    "there is no such call; the calls are PUT /_emulator/faults, POST /_emulator/expire-tokens, GET /_emulator/requests, DELETE /_emulator/requests",
                ],
            });
            expect(server.emulator.requests).toEqual([]);
            expect(server.emulator.faults).toEqual([{ hang: true, times: 1 }]);
        },
    );

    it.each([{ host: "evil.example" }, { host: "127.0.0.1.evil.example" }, { origin: "http://x" }])(
        "are not for web pages: %j",
        async (headers) => {
            const answer = await admin("POST", "/expire-tokens", { headers });
            expect(answer.status).toBe(403);
            expect(bodyOf(answer)).toEqual({
                problems: [
                    "calls to /_emulator come from this machine only, at localhost or 127.0.0.1, and not from a web page",
                ],
            });
        },
    );
});

describe("an emulator that takes no such calls", () => {
    const server = useEmulator();

    it("says how to have them, and records none", async () => {
        const url = `http://127.0.0.1:${server.emulator.port}/_emulator/requests`;
        const answer = await receiveRaw(url);
        expect(answer.status).toBe(404);
        expect(bodyOf(answer)).toEqual({
            problems: ["the emulator takes no calls to /_emulator: start it with --admin"],
        });
        expect(server.emulator.countRequests()).toBe(0);
    });
});
