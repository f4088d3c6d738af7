import { inspect } from "node:util";
import { API_KEY, useEmulator } from "../emulatedClient.testSupport";
import { useProxy, useProxyVariables } from "./proxy.testSupport";
import { PROXY_FAULTS } from "./proxyFaults.testSupport";
import { useNoRetryDelays } from "./retryDelays.testSupport";

/** Some of the faults are waited for as long as that. */
const SHORT_TIMEOUT = 0.5;
const PASSWORD = "CANARY-proxy-password";

describe("whatever a proxy does with a CONNECT", () => {
    useProxyVariables();
    useNoRetryDelays();
    const proxy = useProxy();
    const server = useEmulator({
        catalogue: { apps: [{ name: "render", version: "1.0" }] },
        tls: { hostnames: ["bytenite.test"] },
    });
    const endpoint = () => server.emulator.url.replace("127.0.0.1", "bytenite.test");
    const connect = (options: { timeout?: number; signal?: AbortSignal } = {}) =>
        server.connect({
            endpoint: endpoint(),
            retries: 1,
            tls: { ca: server.emulator.certificateAuthority ?? "" },
            ...options,
        });
    beforeEach(() => {
        proxy.target = Number(new URL(server.emulator.url).port);
        process.env.HTTPS_PROXY = proxy.url.replace("//", `//user:${PASSWORD}@`);
    });
    const closed = async () => {
        while (proxy.open > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    };

    test.each(Object.entries(PROXY_FAULTS))(
        "%s: the look-up ends, names the proxy, and takes nothing from it",
        async (_name, fault) => {
            proxy.fault = fault;
            const error = (await connect({ timeout: SHORT_TIMEOUT })
                .getApp("render")
                .catch((reason: unknown) => reason)) as Error & { code: string };
            expect(error.name).toBe("ConnectionError");
            expect(error.code).toMatch(/^(UNREACHABLE|TIMEOUT)$/);
            expect(error.message).toContain(`proxy ${new URL(proxy.url).host}`);
            expect(error.message).not.toMatch(/evil|\n/);
            const shown = inspect(error, { depth: Infinity, showHidden: true });
            expect(shown).not.toContain(PASSWORD);
            expect(shown).not.toContain(API_KEY);
            expect(server.emulator.countRequests()).toBe(0);
            expect(proxy.requests.length).toBeLessThanOrEqual(2);
            await closed();
        },
    );

    /** Without a look at the answer, TLS would fail on it too, and nobody would know what the proxy said. */
    test.each([
        ...Object.keys(PROXY_FAULTS).flatMap((name) => {
            const status = /answers ([2-5]\d\d)/.exec(name)?.[1];
            return status === undefined || status === "200" ? [] : [[name, status]];
        }),
        ["the proxy answers 200 with an app", "with more than a tunnel"],
    ] as [string, string][])("%s: the message says so", async (name, answer) => {
        proxy.fault = PROXY_FAULTS[name];
        await expect(connect().getApp("render")).rejects.toMatchObject({
            code: "UNREACHABLE",
            message: expect.stringContaining(`answered ${answer}`) as string,
        });
    });

    it("goes on as soon as the proxy gives a tunnel", async () => {
        proxy.fault = (client) => {
            proxy.fault = undefined;
            PROXY_FAULTS["the proxy answers 503"]?.(client);
        };
        expect((await connect().getApp("render")).name).toBe("render");
    });

    it("is cancelled at once, with its sockets", async () => {
        proxy.fault = PROXY_FAULTS["the proxy never answers"];
        const cancellation = new AbortController();
        const lookUp = connect({ signal: cancellation.signal }).getApp("render");
        const outcome = lookUp.catch((error: Error & { code: string }) => error.code);
        while (proxy.requests.length === 0) await new Promise(setImmediate);
        cancellation.abort();
        expect(await outcome).toBe("CANCELLED");
        await closed();
    });
});
