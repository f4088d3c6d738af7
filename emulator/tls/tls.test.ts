import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { Agent } from "node:https";
import { connect } from "node:net";
import type { PeerCertificate } from "node:tls";
import { startEmulator } from "../index";
import type { EmulatorOptions } from "../index";
import { TOKEN, useEmulator } from "../testing/harness";
import { receiveRaw } from "../testing/rawClient";

describe("an emulator with TLS", () => {
    const server = useEmulator({ tls: true, host: "localhost" });
    const get = (host: string, options = {}) =>
        receiveRaw(`https://${host}:${server.emulator.port}/v1/dev/apps`, options);

    it("serves https at localhost and 127.0.0.1 for those who trust its authority", async () => {
        const ca = server.emulator.certificateAuthority;
        expect(server.emulator.url).toMatch(/^https:/);
        expect(server.emulator.clientCertificate).toBeUndefined();
        for (const host of ["localhost", "127.0.0.1"]) {
            expect(await get(host, { ca })).toMatchObject({ status: 200, isComplete: true });
        }
    });

    it("is nobody to those who don't", async () => {
        const { status, error } = await get("localhost");
        expect(status).toBeUndefined();
        expect(error).toMatch(/SELF_SIGNED|UNABLE_TO|VERIFY/);
        expect(server.emulator.countRequests()).toBe(0);
    });

    it("has a certificate for this machine only, which expires within a year", async () => {
        const ca = server.emulator.certificateAuthority;
        const { error } = await get("127.0.0.1", { ca, servername: "api.bytenite.com" });
        expect(error).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
        const authority = new X509Certificate(ca ?? "");
        expect(authority.ca).toBe(true);
        expect(Date.parse(authority.validTo) - Date.now()).toBeLessThan(366 * 24 * 3_600_000);
    });

    it("closes although a client says nothing", async () => {
        const silent = connect(server.emulator.port, "127.0.0.1");
        await once(silent, "connect");
        while (server.emulator.connections === 0) await new Promise(setImmediate);
        const closed = once(silent, "close");
        await server.emulator.close();
        await closed;
    });

    it("numbers and counts its connections", async () => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        const ca = server.emulator.certificateAuthority;
        for (let i = 0; i < 2; i += 1) await get("127.0.0.1", { ca, agent });
        await get("127.0.0.1", { ca });
        agent.destroy();
        expect(server.emulator.requests.map(({ connection }) => connection)).toEqual([1, 1, 2]);
        expect(server.emulator.peakConnections).toBe(2);
    });

    it("plays faults", async () => {
        const ca = server.emulator.certificateAuthority;
        server.emulator.faults = [
            { truncateAfter: 3, times: 1 },
            { resetConnection: true, times: 1 },
            { bytesPerSecond: 100_000 },
        ];
        expect(await get("127.0.0.1", { ca })).toMatchObject({ text: '{"a', isComplete: false });
        expect(await get("127.0.0.1", { ca })).toMatchObject({ error: "ECONNRESET" });
        expect(await get("127.0.0.1", { ca })).toMatchObject({ isComplete: true });
    });
});

describe("the server's certificate", () => {
    it.each<[string, EmulatorOptions]>([
        ["127.9.9.9", { host: "127.9.9.9", tls: true }],
        ["127.0.0.1", { host: "0.0.0.0", tls: true }],
        ["[::1]", { host: "::", tls: true }],
        ["127.8.8.8", { host: "0.0.0.0", tls: { hostnames: ["127.8.8.8", "bytenite.test"] } }],
    ])("is for %s with %j", async (host, options) => {
        const emulator = await startEmulator({ ...options, accessTokens: [TOKEN] });
        const ca = emulator.certificateAuthority;
        const url = `https://${host}:${emulator.port}/v1/dev/apps`;
        // Some releases of Node's own check take no IPv6 address for one.
        const checkServerIdentity = (name: string, { raw }: PeerCertificate) =>
            new X509Certificate(raw).checkIP(name) ? undefined : new Error(`not for ${name}`);
        expect(await receiveRaw(url, { ca, checkServerIdentity })).toMatchObject({ status: 200 });
        await emulator.close();
    });
});

describe("an emulator that requires a client certificate", () => {
    const server = useEmulator({ tls: { requireClientCertificate: true } });
    const get = (options = {}) => {
        const ca = server.emulator.certificateAuthority;
        return receiveRaw(`${server.emulator.url}/dev/apps`, { ca, ...options });
    };

    it("lets in whoever has it", async () => {
        const { certificate: cert, key } = server.emulator.clientCertificate ?? {};
        expect(await get({ cert, key })).toMatchObject({ status: 200 });
    });

    it("lets in nobody without it, or with another emulator's", async () => {
        expect(await get()).toMatchObject({ status: undefined });
        const other = await startEmulator({ tls: { requireClientCertificate: true } });
        const { certificate: cert, key } = other.clientCertificate ?? {};
        expect(await get({ cert, key })).toMatchObject({ status: undefined });
        expect(server.emulator.countRequests()).toBe(0);
        await other.close();
    });
});

it("has no authority without TLS", async () => {
    const emulator = await startEmulator({ accessTokens: [TOKEN] });
    expect(emulator.certificateAuthority).toBeUndefined();
    await emulator.close();
});
