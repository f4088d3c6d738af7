import { Agent } from "node:http";
import { RequestLog } from "./requestLog";
import { useEmulator } from "./testing/harness";
import { receiveRaw } from "./testing/rawClient";

const NOW = Date.UTC(2026, 0, 15);

describe("the requests of an emulator", () => {
    const server = useEmulator({ now: () => NOW });

    it("are recorded in their order, without anything secret", async () => {
        const body = '{"apiKey":"emulator-api-key"}';
        await server.call("/auth/access_token", { method: "POST", authorization: null, body });
        await server.call("/dev/apps?pagination.limit=1&apiKey=a-mistake&orderBy=name");
        await server.call("/dev/apps/hello-world%400.1/status");
        await server.call("/dev/apps/nothing");
        await server.call("/nowhere?token=a-mistake");
        await server.call("/dev/apps", { method: "POST" });
        const requests = server.emulator.requests.map(({ connection, userAgent, ...request }) => {
            expect(connection).toBeGreaterThan(0);
            expect(userAgent).toBe("node");
            return request;
        });
        expect(requests).toEqual([
            {
                sequence: 1,
                receivedAt: NOW,
                operation: "requestAccessToken",
                method: "POST",
                path: "/v1/auth/access_token",
                query: {},
                status: 200,
            },
            {
                sequence: 2,
                receivedAt: NOW,
                operation: "getApps",
                method: "GET",
                path: "/v1/dev/apps",
                query: { "pagination.limit": "1", orderBy: "name" },
                status: 200,
            },
            {
                sequence: 3,
                receivedAt: NOW,
                operation: "getAppStatus",
                method: "GET",
                path: "/v1/dev/apps/hello-world%400.1/status",
                query: {},
                tag: "hello-world@0.1",
                status: 200,
            },
            {
                sequence: 4,
                receivedAt: NOW,
                operation: "getAppByTag",
                method: "GET",
                path: "/v1/dev/apps/nothing",
                query: {},
                tag: "nothing",
                status: 404,
            },
            {
                sequence: 5,
                receivedAt: NOW,
                method: "GET",
                path: "/v1/nowhere",
                query: {},
                status: 404,
            },
            {
                sequence: 6,
                receivedAt: NOW,
                method: "POST",
                path: "/v1/dev/apps",
                query: {},
                status: 405,
            },
        ]);
    });

    it("are recorded without the password of a target in its absolute form", async () => {
        const path = "http://somebody:a-password@127.0.0.1/v1/dev/apps?orderBy=name";
        await receiveRaw(server.emulator.url, { path });
        expect(server.emulator.requests).toMatchObject([
            { operation: "getApps", path: "/v1/dev/apps", query: { orderBy: "name" }, status: 200 },
        ]);
        expect(JSON.stringify(server.emulator.requests)).not.toContain("a-password");
    });

    it("tell who sent them, which attempt it is, and by which connection", async () => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        const url = `${server.emulator.url}/dev/apps`;
        const send = (headers: Record<string, string>, own: Agent | false = agent) =>
            receiveRaw(url, { agent: own, headers });
        await send({ "user-agent": "client/1.0", "x-attempt": "1" });
        await send({ "user-agent": "x".repeat(1000), "x-attempt": "2" });
        await send({ "x-attempt": "second" }, false);
        agent.destroy();
        const told = server.emulator.requests.map(({ userAgent, attempt, connection }) => ({
            userAgent,
            attempt,
            connection,
        }));
        expect(told).toEqual([
            { userAgent: "client/1.0", attempt: 1, connection: 1 },
            { userAgent: "x".repeat(256), attempt: 2, connection: 1 },
            { connection: 2 },
        ]);
    });

    it("can be counted and forgotten", async () => {
        await server.call("/dev/apps");
        await server.call("/dev/apps");
        await server.call("/dev/apps/hello-world");
        expect(server.emulator.countRequests()).toBe(3);
        expect(server.emulator.countRequests("getApps")).toBe(2);
        expect(server.emulator.countRequests("getAppStatus")).toBe(0);
        server.emulator.clearRequests();
        expect(server.emulator.countRequests()).toBe(0);
        await server.call("/dev/apps");
        expect(server.emulator.requests.map(({ sequence }) => sequence)).toEqual([4]);
    });

    it("are recorded before they are answered", async () => {
        server.emulator.faults = [{ latency: 3_600_000, times: 1 }];
        const waiting = server.call("/dev/apps/hello-world").catch(() => undefined);
        while (server.emulator.countRequests() === 0) await server.call("/dev/apps");
        expect(server.emulator.requests[0]).not.toHaveProperty("status");
        void waiting;
    });
});

it("keeps the newest 100,000 requests", () => {
    const log = new RequestLog();
    for (let i = 0; i < 100_002; i += 1)
        log.add({ receivedAt: 0, connection: 1, method: "GET", path: "/" }, {}, {});
    expect(log.count()).toBe(100_000);
    expect(log.requests[0]?.sequence).toBe(3);
});
