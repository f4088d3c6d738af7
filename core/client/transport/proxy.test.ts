import { inspect } from "node:util";
import { API_KEY, useEmulator } from "../emulatedClient.testSupport";
import { createTlsMaterial } from "../../../emulator/tls/certificates";
import { toServerOptions } from "../../../emulator/tls/open";
import type { TlsMaterial } from "../../../emulator/tls/options";
import { useProxy, useProxyVariables } from "./proxy.testSupport";

const CATALOGUE = { apps: [{ name: "render", version: "1.0" }] };
const PASSWORD = "CANARY-proxy-password";

describe("with HTTPS_PROXY", () => {
    useProxyVariables();
    const proxy = useProxy();
    const server = useEmulator({ catalogue: CATALOGUE, tls: { hostnames: ["bytenite.test"] } });
    const port = () => Number(new URL(server.emulator.url).port);
    const connect = (endpoint = `https://bytenite.test:${port()}/v1`) =>
        server.connect({
            endpoint,
            retries: 0,
            tls: { ca: server.emulator.certificateAuthority ?? "" },
        });
    beforeEach(() => {
        proxy.target = port();
        process.env.HTTPS_PROXY = proxy.url.replace("//", `//user:${PASSWORD}@`);
    });

    it("everything goes through a tunnel, of which the proxy sees the address only", async () => {
        expect((await connect().getApp("render")).name).toBe("render");
        expect([...new Set(proxy.requests.map(({ line }) => line))]).toEqual([
            `CONNECT bytenite.test:${port()}`,
        ]);
        expect(proxy.requests[0]?.authorization).toBe(`Basic ${btoa(`user:${PASSWORD}`)}`);
    });

    it("NO_PROXY is obeyed", async () => {
        process.env.NO_PROXY = "other.test,.test";
        await expect(connect().getApp("render")).rejects.toMatchObject({ code: "UNREACHABLE" });
        expect(proxy.requests).toEqual([]);
    });

    it("what is on this machine is asked without it", async () => {
        expect((await connect(server.emulator.url).getApp("render")).name).toBe("render");
        expect(proxy.requests).toEqual([]);
    });

    async function failure() {
        const error = (await connect()
            .getApp("render")
            .catch((reason: unknown) => reason)) as Error & { code: string };
        const shown = inspect(error, { depth: Infinity, showHidden: true });
        expect(shown).not.toContain(PASSWORD);
        expect(shown).not.toContain(API_KEY);
        return { code: error.code, message: error.message };
    }

    it("a proxy that is not there is named, without its password", async () => {
        process.env.HTTPS_PROXY = `http://user:${PASSWORD}@127.0.0.1:1`;
        const endpoint = `https://bytenite.test:${port()}/v1`;
        expect(await failure()).toEqual({
            code: "UNREACHABLE",
            message: `ByteNite can't be reached at ${endpoint} through the proxy 127.0.0.1:1 for an access token (ECONNREFUSED, one attempt). Check endpoint, HTTPS_PROXY, NO_PROXY and the network.`,
        });
    });

    it("a proxy that wants credentials says so, or that they are the wrong ones", async () => {
        proxy.target = undefined;
        expect(await failure()).toEqual({
            code: "UNREACHABLE",
            message: `The proxy ${new URL(proxy.url).host} refused the user name and the password of HTTPS_PROXY for an access token: it answered 407. Check them; what is no letter or digit in them is written as in a URL (%40 for @).`,
        });
        process.env.HTTPS_PROXY = proxy.url;
        expect((await failure()).message).toBe(
            `The proxy ${new URL(proxy.url).host} wants credentials before it passes on the request for an access token: it answered 407. Put them into HTTPS_PROXY: http://user:password@host:port.`,
        );
    });

    it("special characters of a password are decoded", async () => {
        process.env.HTTPS_PROXY = proxy.url.replace("//", "//us%40er:p%3A%2F%25@");
        await connect().getApp("render");
        expect(proxy.requests[0]?.authorization).toBe(`Basic ${btoa("us@er:p:/%")}`);
    });

    it("has as many tunnels as requests may run at once, and keeps them", async () => {
        const client = server.connect({
            endpoint: `https://bytenite.test:${port()}/v1`,
            concurrency: 3,
            tls: { ca: server.emulator.certificateAuthority ?? "" },
        });
        for (let time = 0; time < 2; time += 1) {
            await Promise.all(Array.from({ length: 20 }, () => client.getApp("render", true)));
        }
        expect(server.emulator.countRequests("getAppByTag")).toBe(40);
        expect(proxy.requests).toHaveLength(3);
        expect(proxy.open).toBe(3);
    });
});

describe("with a proxy that speaks TLS itself", () => {
    useProxyVariables();
    let material: TlsMaterial;
    const proxy = useProxy(async () => {
        material = await createTlsMaterial({});
        return toServerOptions(material);
    });
    const server = useEmulator({ catalogue: CATALOGUE, tls: { hostnames: ["bytenite.test"] } });
    const connect = (...authorities: string[]) => {
        proxy.target = Number(new URL(server.emulator.url).port);
        process.env.HTTPS_PROXY = proxy.url;
        const endpoint = `https://bytenite.test:${proxy.target}/v1`;
        return server.connect({ endpoint, retries: 0, tls: { ca: authorities.join("\n") } });
    };

    it("both certificates are looked at, each for its own host", async () => {
        const own = server.emulator.certificateAuthority ?? "";
        const client = connect(own, material.certificateAuthority);
        expect((await client.getApp("render")).name).toBe("render");
        await expect(connect(own).getApp("render")).rejects.toMatchObject({
            code: "UNREACHABLE",
            message: expect.stringMatching(
                /^The certificate of the proxy 127\.0\.0\.1:\d+ is not one to trust \([A-Z_]+\), so an access token was not asked for\./,
            ) as string,
        });
        await expect(connect(material.certificateAuthority).getApp("render")).rejects.toThrow(
            /^The certificate of https:\/\/bytenite\.test:\d+\/v1 is not one to trust/,
        );
    });
});

describe("with HTTP_PROXY", () => {
    useProxyVariables();
    const proxy = useProxy();
    const server = useEmulator({ catalogue: CATALOGUE });

    it("an endpoint without encryption is asked through it", async () => {
        proxy.target = Number(new URL(server.emulator.url).port);
        process.env.HTTP_PROXY = proxy.url;
        const client = server.connect({ endpoint: "http://bytenite.test/v1", retries: 0 });
        expect((await client.getApp("render")).name).toBe("render");
        expect(proxy.requests.map(({ line }) => line)).toEqual([
            "POST http://bytenite.test/v1/auth/access_token",
            "GET http://bytenite.test/v1/dev/apps/render",
        ]);
    });

    it("its password is not shown where an answer repeats it", async () => {
        proxy.target = Number(new URL(server.emulator.url).port);
        process.env.HTTP_PROXY = proxy.url.replace("//", `//user:${PASSWORD}@`);
        const repeated = `${btoa(`user:${PASSWORD}`)} ${PASSWORD}`;
        server.emulator.faults = [{ status: 400, body: { message: `Bad header: ${repeated}` } }];
        const client = server.connect({ endpoint: "http://bytenite.test/v1", retries: 0 });
        const message = await client.getApp("render").then(
            () => "nothing failed",
            (error: Error) => error.message,
        );
        expect(message).toContain("Bad header: [redacted]");
        expect(message).not.toContain(PASSWORD);
        expect(message).not.toContain(btoa(`user:${PASSWORD}`));
    });

    it("what the proxy itself answers is told as what it may be", async () => {
        process.env.HTTP_PROXY = proxy.url;
        const connect = () => server.connect({ endpoint: "http://bytenite.test/v1", retries: 0 });
        proxy.target = undefined;
        await expect(connect().getApp("render")).rejects.toMatchObject({
            code: "UNREACHABLE",
            message: `The proxy ${new URL(proxy.url).host} wants credentials before it passes on the request for an access token: it answered 407. Put them into HTTP_PROXY: http://user:password@host:port. [http://bytenite.test/v1]`,
        });
        proxy.target = Number(new URL(server.emulator.url).port);
        server.emulator.faults = [{ status: 502, body: "" }];
        await expect(connect().getApp("render")).rejects.toMatchObject({
            code: "SERVER_ERROR",
            message: `ByteNite failed for an access token: ByteNite, or the proxy ${new URL(proxy.url).host}, answered 502. Try again later. [http://bytenite.test/v1]`,
        });
    });
});
