import { inspect } from "node:util";
import { API_KEY, useEmulator } from "./emulatedClient.testSupport";
import { useProxy } from "./proxy.testSupport";

const VARIABLES = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "ALL_PROXY"];
const CATALOGUE = { apps: [{ name: "render", version: "1.0" }] };
const PASSWORD = "CANARY-proxy-password";

/** Only what a test sets, in either case: the machine's own proxy must not be asked. */
function useProxyVariables(): void {
    const names = VARIABLES.flatMap((name) => [name, name.toLowerCase()]);
    const before = names.map((name) => [name, process.env[name]] as const);
    const clear = () => names.forEach((name) => delete process.env[name]);
    beforeEach(clear);
    afterAll(() => {
        clear();
        for (const [name, value] of before) if (value !== undefined) process.env[name] = value;
    });
}

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
            message: `ByteNite can't be reached at ${endpoint} through the proxy 127.0.0.1:1 for an access token (ECONNREFUSED, one attempt). Check bytenite:endpoint, HTTPS_PROXY, NO_PROXY and the network.`,
        });
    });

    it("a proxy that refuses says so", async () => {
        proxy.target = undefined;
        const { code, message } = await failure();
        expect(code).toBe("UNREACHABLE");
        expect(message).toMatch(
            /^The proxy 127\.0\.0\.1:\d+ wants credentials before it passes on/,
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
});
