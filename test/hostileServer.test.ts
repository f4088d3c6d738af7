import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { useProxy } from "../core/client/transport/proxy.testSupport";
import { PROXY_FAULTS } from "../core/client/transport/proxyFaults.testSupport";
import { PeakMemory } from "../dev/support/peakMemory";
import { REPOSITORY } from "../dev/support/stack";

const MB = 1024 * 1024;
const MOST_HEAP_MB = 256;
const MOST_MEMORY_MB = 512;

/** A program that anybody may write. What it waits for is all that keeps it alive. */
const SCRIPT = `
const { getApp, getApps } = require("pulumi-bytenite");
async function main() {
    const asked = process.argv[1] === "list"
        ? [getApps()]
        : Array.from({ length: 32 }, (_, index) => getApp({ tag: "render@1." + index }));
    await Promise.all(asked);
    console.log("it has its apps");
}
main();
`;

interface Outcome {
    exitCode: number;
    stdout: string;
    stderr: string;
}

function runScript(what: "app" | "list", environment: Record<string, string>): Promise<Outcome> {
    const env = {
        PATH: process.env.PATH,
        BYTENITE_ACCESS_TOKEN: "canary-access-token-1f0a",
        BYTENITE_TIMEOUT: "0.5",
        BYTENITE_RETRIES: "0",
        ...environment,
    };
    return new Promise((resolve) => {
        execFile(
            process.execPath,
            ["--eval", SCRIPT, what],
            { cwd: REPOSITORY, env },
            (error, stdout, stderr) => {
                const exitCode =
                    typeof error?.code === "number" ? error.code : Number(error !== null);
                resolve({ exitCode, stdout, stderr });
            },
        );
    });
}

describe("a script that waits for a look-up through a proxy", () => {
    const proxy = useProxy();

    test.each(Object.entries(PROXY_FAULTS))(
        "%s: it does not end as if all were well",
        async (_name, fault) => {
            proxy.fault = fault;
            const { exitCode, stdout, stderr } = await runScript("app", {
                BYTENITE_ENDPOINT: "https://bytenite.test/v1",
                HTTPS_PROXY: proxy.url,
            });
            expect(exitCode).toBe(1);
            expect(stdout).toBe("");
            expect(stderr).toContain(`proxy ${new URL(proxy.url).host}`);
            expect(stderr).not.toContain("evil");
            expect(stderr).not.toContain("canary");
        },
    );
});

describe("a server that wants to fill the memory", () => {
    const memory = new PeakMemory(MOST_HEAP_MB);
    let server: Server;
    let makeBody: (index: number) => string;
    let requests: number;
    const environment = () => ({
        BYTENITE_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        BYTENITE_TIMEOUT: "60",
    });

    beforeAll(async () => {
        const bodies = new Map<number, Buffer>();
        server = createServer((_request, response) => {
            requests += 1;
            const body = bodies.get(requests) ?? gzipSync(makeBody(requests), { level: 1 });
            response.writeHead(200, { "content-encoding": "gzip" }).end(body);
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });
    beforeEach(() => {
        requests = 0;
    });
    afterAll(async () => {
        memory.dispose();
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
    });

    /** Nearly as many bytes as a page may have, and an app may have. */
    const SIZES = { list: 10 * MB - 1000, app: 2 * MB - 1000 };
    const FILLINGS: Record<string, (size: number, index: number) => string> = {
        "small apps": (size, index) =>
            Array.from(
                { length: size / 40 },
                (_, count) => `{"id":"${index}-${count}","name":"a"}`,
            ).join(),
        "many GPUs": (size, index) =>
            `{"id":"${index}","name":"a","deviceRequirements":{"gpu":[${'"a",'.repeat(size / 4 - 50)}"a"]}}`,
        "longer GPU names": (size, index) =>
            `{"id":"${index}","name":"a","deviceRequirements":{"gpu":[${'"aaaaa",'.repeat(size / 8 - 50)}"a"]}}`,
        "a long text": (size, index) =>
            `{"id":"${index}","name":"a","description":"${"é".repeat(size / 2 - 50)}"}`,
        "empty lists": (size, index) =>
            `{"id":"${index}","name":"a","x":[${"[],".repeat(size / 3 - 50)}[]]}`,
        "empty objects": (size, index) =>
            `{"id":"${index}","name":"a","x":[${"{},".repeat(size / 3 - 50)}{}]}`,
        "lists in lists": (size, index) =>
            `{"id":"${index}","name":"a","x":${"[".repeat(size / 2 - 50)}${"]".repeat(size / 2 - 50)}}`,
        "short objects": (size, index) =>
            `{"id":"${index}","name":"a","x":[${'{"a":"aaaaaaaaaaa"},'.repeat(size / 20 - 50)}{}]}`,
        "other keys": (size, index) =>
            `{"id":"${index}","name":"a",${Array.from({ length: size / 20 }, (_, key) => `"k${key}":1`).join()}}`,
        blanks: (size, index) => `{"id":"${index}","name":"a"}${" ".repeat(size)}`,
    };
    const cases = Object.entries(FILLINGS).flatMap(([name, fill]) =>
        (["list", "app"] as const).map((what) => [what, name, fill] as const),
    );

    test.each(cases)("%s of %s: the memory stays bounded", async (what, _name, fill) => {
        makeBody = (index) =>
            what === "list"
                ? `{"apps":[${fill(SIZES.list, index)}],"pagination":{"hasNext":true}}`
                : `{"app":${fill(SIZES.app, index)}}`;
        const { exitCode, stderr } = await runScript(what, {
            ...environment(),
            ...memory.environment,
        });
        expect({ exitCode, stderr: stderr.slice(0, 1000) }).toEqual({
            exitCode: exitCode === 0 ? 0 : 1,
            stderr: expect.not.stringMatching(/heap|Allocation|^\s+at /m) as string,
        });
        expect(memory.take()).toBeLessThan(MOST_MEMORY_MB);
        // A list of such pages has no end; one app may be what it likes.
        if (what === "list") expect(exitCode).toBe(1);
    });
});
