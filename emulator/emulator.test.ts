import { Agent, request } from "node:http";
import { networkInterfaces } from "node:os";
import { startEmulator } from "./index";
import type { Emulator } from "./index";
import { call, TOKEN, useEmulator } from "./testing/harness";
import { receiveRaw } from "./testing/rawClient";

function get(emulator: Emulator, agent: Agent): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
        const headers = { authorization: TOKEN };
        request(`${emulator.url}/dev/apps`, { agent, headers }, (response) => {
            response.resume().on("end", () => resolve(response.statusCode));
        })
            .on("error", reject)
            .end();
    });
}

describe("an emulator", () => {
    const server = useEmulator();

    it("says where it is", () => {
        expect(server.emulator.port).toBeGreaterThan(0);
        expect(server.emulator.url).toBe(`http://127.0.0.1:${server.emulator.port}/v1`);
    });

    it("counts the connections, not the requests", async () => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        for (let i = 0; i < 3; i += 1) expect(await get(server.emulator, agent)).toBe(200);
        expect(server.emulator.connections).toBe(1);
        agent.destroy();
        await get(server.emulator, new Agent());
        expect(server.emulator.connections).toBe(2);
    });

    it("tells the most connections at the same time", async () => {
        server.emulator.faults = [{ hang: true, times: 3 }];
        const agent = new Agent();
        const waiting = Array.from({ length: 3 }, () => get(server.emulator, agent));
        const ended = Promise.allSettled(waiting);
        while (server.emulator.countRequests() < 3) await new Promise(setImmediate);
        agent.destroy();
        await ended;
        await get(server.emulator, new Agent());
        expect(server.emulator.connections).toBe(4);
        expect(server.emulator.peakConnections).toBeGreaterThanOrEqual(3);
    });

    it("numbers the connections at each address of localhost", async () => {
        const emulator = await startEmulator({ host: "localhost", accessTokens: [TOKEN] });
        for (const address of ["127.0.0.1", "localhost"]) {
            const url = `http://${address}:${emulator.port}/v1/dev/apps`;
            expect((await receiveRaw(url)).status).toBe(200);
        }
        expect(emulator.requests.map(({ connection }) => connection)).toEqual([1, 2]);
        await emulator.close();
    });

    it("listens at an address that is good for one network only", async () => {
        const host = linkLocal();
        // Most machines have one.
        if (host === undefined) return;
        const emulator = await startEmulator({ host, tls: true });
        expect(emulator.port).toBeGreaterThan(0);
        expect(emulator.url).toBe(`https://[${host}]:${emulator.port}/v1`);
        await emulator.close();
    });

    it("refuses a port that is taken", async () => {
        const second = startEmulator({ port: server.emulator.port });
        await expect(second).rejects.toMatchObject({ code: "EADDRINUSE" });
    });
});

function linkLocal(): string | undefined {
    for (const [name, addresses = []] of Object.entries(networkInterfaces())) {
        const found = addresses.find(({ address }) => address.startsWith("fe80:"));
        if (found) return `${found.address}%${name}`;
    }
    return undefined;
}

describe("close", () => {
    it("ends connections that are kept alive", async () => {
        const emulator = await startEmulator({ accessTokens: [TOKEN] });
        const agent = new Agent({ keepAlive: true });
        await get(emulator, agent);
        await emulator.close();
        // By the connection from before, if the agent hasn't noticed its end, or by a new one.
        await expect(get(emulator, agent)).rejects.toThrow(/ECONNRE(SET|FUSED)|socket hang up/);
        agent.destroy();
    });

    it("ends requests that wait for their answer", async () => {
        const emulator = await startEmulator({ accessTokens: [TOKEN], latency: 3_600_000 });
        const waiting = expect(call(emulator, "/dev/apps")).rejects.toThrow("fetch failed");
        while (emulator.countRequests() === 0) await new Promise(setImmediate);
        await emulator.close();
        await waiting;
    });

    it("may be called twice", async () => {
        const emulator = await startEmulator();
        await emulator.close();
        await emulator.close();
    });
});
