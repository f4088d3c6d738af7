import { useEmulator } from "../testing/harness";

const APPS = "/dev/apps";
const APP = "/dev/apps/hello-world@0.1";

describe("faults", () => {
    const server = useEmulator();
    const statusOf = async (path: string) => (await server.call(path)).status;

    it("take the place of an answer, with the header Retry-After", async () => {
        server.emulator.faults = [{ status: 503, retryAfter: "7" }];
        const answer = await server.call(APPS);
        expect(answer.status).toBe(503);
        expect(answer.headers.get("retry-after")).toBe("7");
        expect(answer.body).toEqual({
            ok: false,
            requestId: "emulator-1",
            message: "Request failed",
            error: { code: 503, message: "Service Unavailable", description: "A fault on demand." },
        });
    });

    it("come before the token is looked at", async () => {
        server.emulator.faults = [{ status: 500 }];
        expect((await server.call(APPS, { authorization: null })).status).toBe(500);
    });

    it("can be for one operation", async () => {
        server.emulator.faults = [{ operation: "getApps", status: 500 }];
        expect(await statusOf(APPS)).toBe(500);
        expect(await statusOf(APP)).toBe(200);
        server.emulator.faults = [{ operation: "requestAccessToken", status: 503 }];
        const body = '{"apiKey":"emulator-api-key"}';
        expect((await server.call("/auth/access_token", { method: "POST", body })).status).toBe(
            503,
        );
        expect(await statusOf(APPS)).toBe(200);
    });

    it("can be for one tag, in any encoding", async () => {
        server.emulator.faults = [{ tag: "hello-world@0.1", status: 403 }];
        expect(await statusOf(APP)).toBe(403);
        expect(await statusOf("/dev/apps/hello-world%400.1/status")).toBe(403);
        expect(await statusOf("/dev/apps/hello-world")).toBe(200);
        expect(await statusOf(APPS)).toBe(200);
    });

    it("happen in their order, as often as they say", async () => {
        server.emulator.faults = [
            { status: 503, times: 2 },
            { operation: "getAppByTag", status: 429, times: 1 },
        ];
        const statuses = [];
        for (let i = 0; i < 4; i += 1) statuses.push(await statusOf(APP));
        expect(statuses).toEqual([503, 503, 429, 200]);
        expect(server.emulator.faults.map(({ times }) => times)).toEqual([0, 0]);
    });

    it("count down exactly, however many requests come at once", async () => {
        server.emulator.faults = [{ status: 503, times: 5 }];
        const statuses = await Promise.all(Array.from({ length: 20 }, () => statusOf(APP)));
        expect(statuses.filter((status) => status === 503)).toHaveLength(5);
    });

    it("leave the faults alone that they were copied from", async () => {
        const fault = { status: 503, times: 1 };
        server.emulator.faults = [fault];
        await server.call(APP);
        expect(fault.times).toBe(1);
    });

    it("can be added to", async () => {
        server.emulator.faults.push({ status: 500 });
        expect(await statusOf(APP)).toBe(500);
    });

    it.each([
        [{ app: { id: 7 } }, '{"app":{"id":7}}'],
        [null, "null"],
        ["<html>no JSON", "<html>no JSON"],
        ["", ""],
    ])("can lie with the status 200: %j", async (body, text) => {
        server.emulator.faults = [{ body }];
        const answer = await server.call(APP, { conforms: false });
        expect(answer).toMatchObject({ status: 200, text });
        expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    });

    it("can give a status a body of its own", async () => {
        server.emulator.faults = [{ status: 502, body: "<html>bad gateway" }];
        const answer = await server.call(APP, { conforms: false });
        expect(answer).toMatchObject({ status: 502, text: "<html>bad gateway" });
    });

    it("can break the connection", async () => {
        server.emulator.faults = [{ resetConnection: true, times: 1 }];
        await expect(server.call(APP)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
        expect(await statusOf(APP)).toBe(200);
        expect(server.emulator.requests.map(({ status }) => status)).toEqual([undefined, 200]);
    });
});

describe("faults from the start", () => {
    const server = useEmulator({ faults: [{ status: 500 }] });

    it("are in the options", async () => {
        expect((await server.call(APP)).status).toBe(500);
    });
});

const HOUR = 3_600_000;

describe("latency", () => {
    const server = useEmulator({ latency: HOUR });

    it.each([APP, "/nowhere"])("comes before the answer to %s", async (path) => {
        // Closing the emulator breaks this request off.
        const waiting = server.call(path).catch(() => undefined);
        server.emulator.faults = [{ tag: "other", latency: 1 }];
        while (server.emulator.countRequests() === 0) await new Promise(setImmediate);
        // The fault's latency takes the place of the emulator's, and the answer is the ordinary one.
        expect((await server.call("/dev/apps/other")).status).toBe(404);
        expect(server.emulator.requests.map(({ status }) => status)).toEqual([undefined, 404]);
        void waiting;
    });
});

describe("a fault's latency", () => {
    const server = useEmulator();

    it("is for its own requests only", async () => {
        server.emulator.faults = [{ latency: HOUR, times: 1 }];
        const waiting = server.call(APP).catch(() => undefined);
        while (server.emulator.countRequests() === 0) await new Promise(setImmediate);
        expect((await server.call(APP)).status).toBe(200);
        expect(server.emulator.requests.map(({ status }) => status)).toEqual([undefined, 200]);
        void waiting;
    });
});
