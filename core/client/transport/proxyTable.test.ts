import { readFileSync, writeFileSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { createTlsMaterial } from "../../../emulator/tls/certificates";
import { toServerOptions } from "../../../emulator/tls/open";
import type { TlsMaterial } from "../../../emulator/tls/options";
import { useEmulator } from "../emulatedClient.testSupport";
import { useProxy, useProxyVariables, type Proxy } from "./proxy.testSupport";

// The tables in docs/proxies.md are what this test sees: UPDATE_DOCS=1 npx jest client/proxyTable writes them.

const PAGE = join(__dirname, "../../../docs/proxies.md");

/** Leads nowhere at once, instead of after a time-out: only proxies and servers of this test are reached. */
function closeOtherWays(): void {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- is called with the socket
    const { connect } = Socket.prototype;
    jest.spyOn(Socket.prototype, "connect").mockImplementation(function (this: Socket, ...args) {
        const [first] = args as unknown as [{ host?: string } | [{ host?: string }]];
        const { host = "" } = Array.isArray(first) ? first[0] : first;
        if (isThisMachine(host)) return Reflect.apply(connect, this, args);
        const error = Object.assign(new Error("no way there"), { code: "ENETUNREACH" });
        // Who asked listens for errors then.
        setImmediate(() => this.destroy(error));
        return this;
    });
}

function isThisMachine(host: string): boolean {
    return ["", "localhost", "127.0.0.1", "::1"].includes(host);
}

type Environment = Record<string, string>;
type Row = [environment: Environment, what?: string];

const NAME = "https://api.bytenite.test";
const SECTIONS: Record<string, { endpoint: string; rows: Row[] }> = {
    variables: {
        endpoint: NAME,
        rows: [
            [{ HTTPS_PROXY: "http://PROXY" }],
            [{ https_proxy: "http://PROXY" }],
            [
                { https_proxy: "http://PROXY", HTTPS_PROXY: "http://127.0.0.1:1" },
                "lower case first",
            ],
            [{ HTTPS_PROXY: "PROXY" }, "without a scheme: http"],
            [{ HTTPS_PROXY: " http://PROXY " }],
            [{ HTTPS_PROXY: "http://user:p%40ss@PROXY" }, "with credentials"],
            [{ HTTPS_PROXY: "user:p%40ss@PROXY" }],
            [{ HTTPS_PROXY: "https://TLS-PROXY" }, "TLS to the proxy, too"],
            [{ ALL_PROXY: "http://PROXY" }],
            [{ all_proxy: "PROXY" }],
            [
                { HTTPS_PROXY: "http://PROXY", ALL_PROXY: "socks5://127.0.0.1:1" },
                "the own one first",
            ],
            [{ HTTP_PROXY: "http://PROXY" }, "is for http:// endpoints"],
            [{ HTTPS_PROXY: "" }],
            [{}],
            [{ ALL_PROXY: "socks5://PROXY" }],
            [{ HTTPS_PROXY: "socks5h://PROXY" }],
            [{ HTTPS_PROXY: "ftp://PROXY" }],
            [{ HTTPS_PROXY: "http://" }],
            [{ HTTPS_PROXY: "http://user:p%zz@PROXY" }],
            [
                { HTTPS_PROXY: "socks5://PROXY", NO_PROXY: "bytenite.test" },
                "excepted: not looked at",
            ],
        ],
    },
    clear: {
        endpoint: "http://api.bytenite.test",
        rows: [
            [{ HTTP_PROXY: "http://PROXY" }],
            [{ http_proxy: "PROXY" }],
            [{ ALL_PROXY: "http://PROXY" }],
            [{ HTTPS_PROXY: "http://PROXY" }, "is for https:// endpoints"],
            [{ HTTP_PROXY: "http://PROXY", NO_PROXY: "bytenite.test" }],
        ],
    },
    names: {
        endpoint: NAME,
        rows: [
            [{ NO_PROXY: "api.bytenite.test" }],
            [{ NO_PROXY: "bytenite.test" }, "a domain, and all below it"],
            [{ NO_PROXY: "ByteNite.TEST" }],
            [{ NO_PROXY: ".bytenite.test" }, "all below it"],
            [{ NO_PROXY: ".api.bytenite.test" }, "not the domain itself"],
            [{ NO_PROXY: "*.bytenite.test" }],
            [{ NO_PROXY: "*bytenite.test" }],
            [{ NO_PROXY: "*" }],
            [{ NO_PROXY: "other.test, *" }],
            [{ NO_PROXY: "nite.test" }, "a part of a label"],
            [{ NO_PROXY: "test" }],
            [{ NO_PROXY: "api.bytenite.test.other" }],
            [{ NO_PROXY: "bytenite.test:PORT" }],
            [{ NO_PROXY: "bytenite.test:1" }, "another port"],
            [{ NO_PROXY: "other.test,bytenite.test" }],
            [{ NO_PROXY: "other.test bytenite.test" }],
            [{ NO_PROXY: " other.test , ,bytenite.test " }],
            [{ NO_PROXY: "other.test;bytenite.test" }, "no separator"],
            [{ no_proxy: "bytenite.test" }],
            [{ no_proxy: "other.test", NO_PROXY: "bytenite.test" }, "lower case first"],
            [{ NO_PROXY: "127.0.0.0/8" }, "a name is not looked up"],
            [{ NO_PROXY: "https://bytenite.test" }, "no URL"],
            [{ NO_PROXY: "" }],
        ],
    },
    v4: {
        endpoint: "https://192.0.2.7",
        rows: [
            [{ NO_PROXY: "192.0.2.7" }],
            [{ NO_PROXY: "192.0.2.7:PORT" }],
            [{ NO_PROXY: "192.0.2.0/24" }],
            [{ NO_PROXY: "192.0.2.4/30" }],
            [{ NO_PROXY: "192.0.2.0/30" }],
            [{ NO_PROXY: "0.0.0.0/0" }],
            [{ NO_PROXY: "192.0.2.0/33" }, "no network"],
            [{ NO_PROXY: "192.0.2." }],
            [{ NO_PROXY: "2.7" }],
        ],
    },
    v6: {
        endpoint: "https://[2001:db8::7]",
        rows: [
            [{ NO_PROXY: "2001:db8::7" }],
            [{ NO_PROXY: "[2001:db8::7]" }],
            [{ NO_PROXY: "[2001:db8::7]:PORT" }],
            [{ NO_PROXY: "[2001:db8::7]:1" }, "another port"],
            [{ NO_PROXY: "2001:DB8:0:0::0007" }, "written otherwise"],
            [{ NO_PROXY: "2001:db8::/32" }],
            [{ NO_PROXY: "[2001:db8::]/32" }],
            [{ NO_PROXY: "2001:db9::/32" }],
            [{ NO_PROXY: "::/0" }],
        ],
    },
};

describe("where requests go by HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY", () => {
    useProxyVariables();
    beforeAll(closeOtherWays);
    afterAll(() => jest.restoreAllMocks());
    let material: TlsMaterial;
    const plain = useProxy();
    const encrypted = useProxy(async () => {
        material = await createTlsMaterial({});
        return toServerOptions(material);
    });
    const catalogue = { apps: [{ name: "render", version: "1.0" }] };
    const tls = { hostnames: ["api.bytenite.test"] };
    const servers = {
        "https:": useEmulator({ catalogue, tls }),
        "http:": useEmulator({ catalogue }),
    };
    const tables = new Map<string, string[]>();

    /** What came of a look-up: which way it went, as the sockets show it. */
    async function wayOf(endpoint: string, environment: Environment, isNamed: boolean) {
        const server = servers[new URL(endpoint).protocol as "https:"];
        const { port } = server.emulator;
        const fill = (text: string) =>
            text
                .replace("TLS-PROXY", new URL(encrypted.url).host)
                .replace("PROXY", new URL(plain.url).host)
                .replace("PORT", String(port));
        Object.assign(
            process.env,
            Object.fromEntries(
                Object.entries(environment).map(([key, value]) => [key, fill(value)]),
            ),
        );
        plain.target = encrypted.target = port;
        const ca = `${server.emulator.certificateAuthority ?? ""}\n${material.certificateAuthority}`;
        const address = `${endpoint}:${port}/v1`;
        const error = await Promise.resolve()
            .then(() =>
                server.connect({ endpoint: address, retries: 0, tls: { ca } }).getApp("render"),
            )
            .then(
                () => undefined,
                (reason: unknown) => reason as Error & { code: string },
            );
        const asked: Proxy[] = [plain, encrypted].filter(({ requests }) => requests.length > 0);
        const requests = asked.flatMap((proxy) => proxy.requests);
        if (error?.code === "INVALID_SETTING") {
            expect(requests).toEqual([]);
            expect(server.emulator.countRequests()).toBe(0);
            expect(error.message).not.toContain("p%zz");
            return `refused: ${error.message}`;
        }
        if (requests.length === 0) {
            expect(error?.code).toBe("UNREACHABLE");
            expect(error?.message).not.toContain("proxy");
            return "straight";
        }
        const path = new URL(address).host;
        for (const { line } of requests) {
            expect(line).toMatch(
                endpoint.startsWith("https") ? `CONNECT ${path}` : `http://${path}/`,
            );
        }
        if (isNamed) expect(error).toBeUndefined();
        const { authorization } = requests[0] ?? {};
        return `through the proxy${authorization ? `, as ${atob(authorization.slice(6))}` : ""}`;
    }

    describe.each(Object.entries(SECTIONS))("%s", (section, { endpoint, rows }) => {
        const isNamed = endpoint.includes("bytenite");
        test.each(rows)("%j", async (environment, what = "") => {
            const always = "NO_PROXY" in environment || "no_proxy" in environment;
            const hasProxy = Object.keys(environment).some((name) => !/^no_proxy$/i.test(name));
            const way = await wayOf(
                endpoint,
                { ...(always && !hasProxy && { HTTPS_PROXY: "http://PROXY" }), ...environment },
                isNamed,
            );
            const shown = Object.entries(environment)
                .map(
                    ([name, value]) =>
                        `\`${name}=${/[\s;*]|^$/.test(value) ? `"${value}"` : value}\``,
                )
                .join(" ");
            const outcome = way.replace(/^refused: \S+ in the environment (.*)$/, "refused: $1");
            const row = `| ${shown || "none"} | ${outcome} | ${what} |`;
            tables.set(section, [...(tables.get(section) ?? []), row]);
        });
    });

    it("is what docs/proxies.md says", () => {
        let page = readFileSync(PAGE, "utf8");
        for (const [section, rows] of tables) {
            const table = ["| environment | requests go | |", "| --- | --- | --- |", ...rows];
            page = page.replace(
                new RegExp(`(<!-- ${section} -->\n)[^]*?(<!-- end of ${section} -->)`),
                (_all, start: string, end: string) => `${start}${table.join("\n")}\n${end}`,
            );
            expect(page).toContain(table.join("\n"));
        }
        if (process.env.UPDATE_DOCS) writeFileSync(PAGE, page);
        expect(readFileSync(PAGE, "utf8")).toBe(page);
        expect([...page.matchAll(/<!-- end of (\w+) -->/g)].map(([, name]) => name)).toEqual(
            Object.keys(SECTIONS),
        );
    });
});
