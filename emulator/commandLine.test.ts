import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommanderError } from "commander";
import { readCommandLine } from "./commandOptions";
import { startEmulator } from "./index";
import { READY, start } from "./testing/command";

describe("bytenite-emulator", () => {
    const folder = mkdtempSync(join(tmpdir(), "bytenite-emulator-"));
    const file = join(folder, "catalogue.yaml");
    afterAll(() => rmSync(folder, { recursive: true }));
    // In one step: the command, which looks at any time, must not see half of it.
    function writeCatalogue(...apps: string[]): void {
        writeFileSync(`${file}.new`, ["apps:", ...apps, ""].join("\n"));
        renameSync(`${file}.new`, file);
    }
    beforeEach(() => writeCatalogue('  - { name: app, version: "1.0" }'));

    async function token(url: string, apiKey: string): Promise<Response> {
        const body = JSON.stringify({ apiKey });
        return fetch(`${url}/auth/access_token`, { method: "POST", body });
    }

    async function authorization(url: string): Promise<{ authorization: string }> {
        const issued = await (await token(url, "emulator-api-key")).json();
        return { authorization: (issued as { token: string }).token };
    }

    it.each(["SIGINT", "SIGTERM"] as const)(
        "says how to use it, serves, and ends on %s",
        async (signal) => {
            const command = start("--port", "0");
            const url = (await command.until(READY))[1] ?? "";
            expect(command.stdout()).toBe(
                [
                    "catalogue: ByteNite's public samples (11 apps, 18 versions)",
                    `  export BYTENITE_ENDPOINT=${url}`,
                    "  export BYTENITE_API_KEY=emulator-api-key",
                    `ByteNite emulator ready: ${url}`,
                    "",
                ].join("\n"),
            );
            const { status } = await token(url, "emulator-api-key");
            expect(status).toBe(200);
            command.child.kill(signal);
            expect(await command.exit).toEqual({ code: 0, signal: null });
            expect(command.stderr()).toBe("");
        },
    );

    it("takes its options", async () => {
        const command = start(
            ...["--port", "0", "--host", "localhost", "--catalogue", file, "--token-lifetime", "5"],
            ...[
                "--api-key",
                "one-key",
                "another-key",
                "--error-shape",
                "rpcStatus",
                "--latency",
                "1",
            ],
            ...["--jitter", "1", "--seed", "7", "--rate-limit", "1000/1"],
            ...["--accept-bearer", "--accept-descending", "--page-limit", "7"],
        );
        const url = (await command.until(READY))[1] ?? "";
        expect(command.stdout()).toContain(`catalogue: ${file} (1 app, 1 version)\n`);
        expect(command.stdout()).toContain("BYTENITE_API_KEY=<your --api-key>\n");
        expect(command.stderr()).toBe("");
        expect(command.stdout()).not.toContain("one-key");
        expect((await token(url, "one-key")).status).toBe(200);
        const refused = await token(url, "emulator-api-key");
        expect(await refused.json()).toEqual({
            code: 16,
            message: "The API key is unknown.",
            details: [],
        });
        const issued = (await (await token(url, "another-key")).json()) as {
            token: string;
            expiresIn: string;
        };
        expect(issued.expiresIn).toBe("5");
        const answer = await fetch(`${url}/dev/apps?orderBy=name%20desc`, {
            headers: { authorization: `Bearer ${issued.token}` },
        });
        expect(answer.status).toBe(200);
    });

    it("tells at once about edits, good and bad", async () => {
        const command = start("--port", "0", "--catalogue", file);
        await command.until(READY);
        writeCatalogue("  - { name: app, version: 1.10 }");
        await command.until(/stays served/, command.stderr);
        expect(command.stderr()).toBe(
            `${file}:2: apps[0].version must be a text of the form major.minor, found the number 1.10: put it in quotes, "1.10"\n` +
                "the catalogue from before this edit stays served\n",
        );
        writeCatalogue('  - { name: app, versions: [version: "1.9", version: "1.10"] }');
        await command.until(/^catalogue reloaded: 1 app, 2 versions$/m);
    });

    it.each([
        ["0.0.0.0", "0.0.0.0", "127.0.0.1"],
        ["::", "[::]", "[::1]"],
    ])("warns about %s, which others can reach", async (host, shown, announced) => {
        const command = start("--port", "0", "--host", host, "--admin");
        const url = new URL((await command.until(READY))[1] ?? "");
        expect(url.hostname).toBe(announced);
        expect((await fetch(new URL("/_emulator/requests", url))).status).toBe(200);
        await command.until(/\n/, command.stderr);
        expect(command.stderr()).toBe(
            `warning: ${shown} can be reached from elsewhere, and the emulator is not secure\n`,
        );
    });

    it("serves on when nobody reads its output any more", async () => {
        const command = start("--port", "0", "--catalogue", file);
        const url = (await command.until(READY))[1] ?? "";
        command.child.stdout?.destroy();
        command.child.stderr?.destroy();
        const statusOf = async (app: string) =>
            (await fetch(`${url}/dev/apps/${app}`, { headers: await authorization(url) })).status;
        // What is told of each edit, good and bad, goes nowhere.
        writeCatalogue('  - { name: other, version: "1.0" }');
        expect(await statusOf("other")).toBe(200);
        writeCatalogue("  - {}");
        expect(await statusOf("other")).toBe(200);
        writeCatalogue('  - { name: last, version: "1.0" }');
        expect(await statusOf("last")).toBe(200);
        expect(await statusOf("other")).toBe(404);
        command.child.kill();
        expect(await command.exit).toEqual({ code: 0, signal: null });
    });

    it("says who is in the way of its port", async () => {
        const other = await startEmulator();
        const command = start("--port", String(other.port));
        expect(await command.exit).toMatchObject({ code: 1 });
        expect(command.stderr()).toBe(
            `error: 127.0.0.1:${other.port} is in use: end what listens there, or choose another --port (0 for any free one) [LISTEN_FAILED]\n`,
        );
        await other.close();
    });

    const advice =
        "error: a file can't be used (correct it, or leave out its option, --catalogue or --faults):";

    it("can't do without the catalogue file that it is told", async () => {
        const command = start("--port", "0", "--catalogue", "nowhere.yaml");
        expect(await command.exit).toMatchObject({ code: 1 });
        expect(command.stderr()).toBe(
            `${advice} nowhere.yaml: there is no such file [DOCUMENT_INVALID]\n`,
        );
    });

    it("shows all that is wrong with a catalogue", async () => {
        writeCatalogue("  - { name: app }", '  - { version: "1.0" }');
        const command = start("--port", "0", "--catalogue", file);
        expect(await command.exit).toMatchObject({ code: 1 });
        expect(command.stderr()).toBe(
            `${advice}\n${file}:2: apps[0] must have either version or versions\n${file}:3: apps[1] has no name [DOCUMENT_INVALID]\n`,
        );
    });

    it.each<[string[], string]>([
        [
            ["--port", "x"],
            "error: option '--port <number>' argument 'x' is invalid. Expected a whole number, 0 to 65535. [COMMAND_INVALID]\n",
        ],
        [
            ["--port", "65536"],
            "error: option '--port <number>' argument '65536' is invalid. Expected a whole number, 0 to 65535. [COMMAND_INVALID]\n",
        ],
        [
            ["--token-lifetime", "0"],
            "error: option '--token-lifetime <seconds>' argument '0' is invalid. Expected a whole number, 1 or more. [COMMAND_INVALID]\n",
        ],
        [
            ["--error-shape", "html"],
            "error: option '--error-shape <shape>' argument 'html' is invalid. Allowed choices are generic, rpcStatus. [COMMAND_INVALID]\n",
        ],
        [
            ["--jitter", "-1"],
            "error: option '--jitter <ms>' argument '-1' is invalid. Expected a whole number, 0 to 2147483647. [COMMAND_INVALID]\n",
        ],
        [
            ["--seed", "red"],
            "error: option '--seed <number>' argument 'red' is invalid. Expected a whole number, 0 or more. [COMMAND_INVALID]\n",
        ],
        ...["20", "0/1", "20/0", "20/1/dates", "1.5/1", "1234567890/1"].map(
            (limit): [string[], string] => [
                ["--rate-limit", limit],
                `error: option '--rate-limit <limit>' argument '${limit}' is invalid. Expected requests/seconds, each a whole number of 1 to 999999999, such as 20/1 or 20/1/date. [COMMAND_INVALID]\n`,
            ],
        ),
        [
            ["--require-client-certificate"],
            "error: option '--require-client-certificate' needs --tls <folder> [COMMAND_INVALID]\n",
        ],
        [
            ["--host", ""],
            "error: option '--host <address>' argument '' is invalid. Expected an address, such as 127.0.0.1. [COMMAND_INVALID]\n",
        ],
        [
            ["--admin", "--host", "192.0.2.1"],
            "error: option '--admin' needs a --host of this machine: leave --host out [COMMAND_INVALID]\n",
        ],
        [["--nonsense"], "error: unknown option '--nonsense' [COMMAND_INVALID]\n"],
        [
            ["catalogue.yaml"],
            "error: too many arguments. Expected 0 arguments but got 1. [COMMAND_INVALID]\n",
        ],
    ])("refuses %j", (options, message) => {
        const written = jest.spyOn(process.stderr, "write").mockReturnValue(true);
        expect(() => readCommandLine(options)).toThrow(CommanderError);
        expect(written.mock.calls.map(([text]) => text).join("")).toBe(message);
        written.mockRestore();
    });

    it("ends with 2 after what it refuses", async () => {
        const command = start("--port", "x");
        expect(await command.exit).toMatchObject({ code: 2 });
        expect(command.stderr()).toContain("Expected a whole number");
        expect(command.stdout()).toBe("");
    });

    it("explains itself", async () => {
        const command = start("--help");
        expect(await command.exit).toMatchObject({ code: 0 });
        expect(command.stdout()).toContain("Usage: bytenite-emulator [options]");
    });
});
