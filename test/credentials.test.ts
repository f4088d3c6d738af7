import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { startEmulator, type Emulator, type Fault } from "bytenite-emulator";
import { Backend, type CommandResult, type Stack } from "../dev/support/stack";
import {
    ACCESS_TOKEN,
    API_KEY,
    LINK_SIGNATURE,
    PRIVATE_APP,
    REGISTRY_TOKEN,
    REGISTRY_USER,
} from "./credentials.testSupport";

const execute = promisify(execFile);

const VERBOSE = ["--verbose=9", "--logtostderr"];

describe("credentials never appear in the clear", () => {
    let emulator: Emulator;
    let backend: Backend;
    const seen: string[] = [];
    /** A known token in exchange for the key, so that it can be looked for. */
    const exchange: Fault = {
        operation: "requestAccessToken",
        body: { token: ACCESS_TOKEN, expiresIn: "3600", scope: "" },
    };

    beforeAll(async () => {
        emulator = await startEmulator({
            apiKeys: [API_KEY],
            accessTokens: [ACCESS_TOKEN],
            catalogue: { apps: [PRIVATE_APP] },
        });
        backend = await Backend.create();
    });

    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    function remember({ stdout, stderr }: CommandResult): void {
        seen.push(stdout, stderr);
    }

    /** Everything that can be done to a stack of an App and a selection, with the engine's most talkative log. */
    async function liveThrough(stack: Stack, echo: string): Promise<void> {
        emulator.faults = [exchange];
        await stack.setTags("private");
        await stack.setSelection({ name: "priv*" });
        for (const command of ["preview", "up", "refresh"]) {
            const result = await stack.run(command, ...VERBOSE);
            expect(result.exitCode).toBe(0);
            remember(result);
        }
        await stack.setTags("private", "missing", "a b");
        remember(await stack.run("up", ...VERBOSE));
        emulator.faults = [{ status: 500, body: { message: `you sent ${echo}` } }];
        remember(await stack.run("preview", ...VERBOSE));
        remember(await stack.run("refresh", ...VERBOSE));
        emulator.faults = [exchange];
        seen.push(await stack.succeed("stack", "output", "--json"));
        seen.push(backend.content());
    }

    function expectNone(...canaries: string[]): void {
        const everything = seen.join("\n");
        expect(everything.length).toBeGreaterThan(10_000);
        for (const canary of canaries) {
            const index = everything.indexOf(canary);
            const context = everything.slice(Math.max(0, index - 200), index);
            expect({ canary, found: index >= 0 ? context : false }).toEqual({
                canary,
                found: false,
            });
        }
    }

    test("an API key from the environment", async () => {
        const stack = await backend.stack("from-environment", {
            environment: {
                BYTENITE_ENDPOINT: emulator.url,
                BYTENITE_API_KEY: API_KEY,
                BYTENITE_RETRIES: "0",
                BYTENITE_LOG: "debug",
                BYTENITE_LOCK: "update",
            },
        });

        await liveThrough(stack, API_KEY);

        const lockFile = await readFile(join(stack.project, "bytenite.lock.json"), "utf8");
        expect(lockFile).toContain('"private"');
        seen.push(lockFile);
        expect(lockFile).toContain('"private@1.0"');
        expect(seen.join("\n")).toMatch(/bytenite GET \/dev\/apps\/private 200 /);

        expectNone(API_KEY, ACCESS_TOKEN, REGISTRY_TOKEN, REGISTRY_USER, LINK_SIGNATURE);
        // Of the App, and of its selection, in the inputs and in the outputs.
        const facts = JSON.stringify(await stack.resources());
        expect(facts.match(/"hasRegistryCredentials":true/g)).toHaveLength(4);
    });

    test("an access token from a credentials file", async () => {
        const folder = join(backend.folder, ".config/bytenite");
        await mkdir(folder, { recursive: true });
        await writeFile(
            join(folder, "credentials.json"),
            JSON.stringify({ accessToken: ACCESS_TOKEN, endpoint: emulator.url }),
        );
        const stack = await backend.stack("from-file", {
            environment: { BYTENITE_RETRIES: "0", BYTENITE_LOG: "debug" },
        });

        await liveThrough(stack, ACCESS_TOKEN);

        expectNone(API_KEY, ACCESS_TOKEN, REGISTRY_TOKEN, REGISTRY_USER, LINK_SIGNATURE);
    });

    test("a registry's credentials that the program asks for, in the state and in the outputs", async () => {
        emulator.faults = [];
        const stack = await backend.stack("asked-for", {
            program: "registry-credentials",
            environment: { BYTENITE_ENDPOINT: emulator.url, BYTENITE_API_KEY: API_KEY },
        });
        await stack.configure({ tag: "private" });

        for (const command of ["preview", "up", "preview", "refresh"]) {
            const result = await stack.run(command);
            expect(result.exitCode).toBe(0);
            remember(result);
        }
        seen.push(await stack.succeed("stack", "output", "--json"));
        seen.push(backend.content());
        expectNone(REGISTRY_TOKEN, REGISTRY_USER);

        const shown = await stack.run("stack", "output", "--json", "--show-secrets");
        const credentials = { username: REGISTRY_USER, token: REGISTRY_TOKEN };
        expect(JSON.parse(shown.stdout)).toMatchObject({
            whole: { registryCredentials: credentials, hasRegistryCredentials: true },
            fromOutput: { registryCredentials: credentials },
            length: REGISTRY_TOKEN.length,
        });
    });

    test("a registry's credentials that the program asks for are in the engine's own log, as the README says", async () => {
        emulator.faults = [];
        const stack = await backend.stack("asked-for-and-logged", {
            program: "registry-credentials",
            environment: { BYTENITE_ENDPOINT: emulator.url, BYTENITE_API_KEY: API_KEY },
        });
        await stack.configure({ tag: "private" });
        const { stdout, stderr } = await stack.run("preview", ...VERBOSE);
        expect(stderr).toContain(REGISTRY_TOKEN);
        expect(stdout).not.toContain(REGISTRY_TOKEN);
        expect(stdout + stderr).not.toContain(API_KEY);
        expect(backend.content()).not.toContain(REGISTRY_TOKEN);
    });

    test("a program that crashes with all that it holds in its message", async () => {
        emulator.faults = [exchange];
        const stack = await backend.stack("crashed", {
            program: "crash",
            environment: {
                BYTENITE_ENDPOINT: emulator.url,
                BYTENITE_API_KEY: API_KEY,
                BYTENITE_LOG: "debug",
                NODE_OPTIONS: "--trace-uncaught --trace-warnings",
            },
        });
        await stack.configure({ tag: "private" });

        for (const command of ["preview", "up"]) {
            const result = await stack.run(command);
            expect(result.exitCode).not.toBe(0);
            expect(result.stdout).toContain("hasRegistryCredentials");
            remember(result);
        }
        seen.push(backend.content());

        expectNone(API_KEY, ACCESS_TOKEN, REGISTRY_TOKEN, REGISTRY_USER, LINK_SIGNATURE);
    });

    test("an API key from the stack's configuration, where the engine's own log aside", async () => {
        const stack = await backend.stack("from-configuration");
        await stack.configure({ "bytenite:endpoint": emulator.url });
        await stack.setTags("private");
        await stack.succeed("config", "set", "--plaintext", "bytenite:apiKey", API_KEY);
        const refused = await stack.run("preview");
        expect(refused.exitCode).not.toBe(0);
        expect(refused.stdout).toContain("pulumi config set --secret bytenite:apiKey");
        expect(refused.stdout + refused.stderr + backend.content()).not.toContain(API_KEY);

        await stack.succeed("config", "set", "--secret", "bytenite:apiKey", API_KEY);
        const outputs: string[] = [];
        for (const command of ["preview", "up", "refresh"]) {
            const { exitCode, stdout, stderr } = await stack.run(command);
            expect(exitCode).toBe(0);
            outputs.push(stdout, stderr);
        }
        outputs.push(backend.content(), await stack.configuration());
        expect(outputs.join("\n")).not.toContain(API_KEY);

        // With --verbose=9 the engine prints the configuration of a provider. What was made of it stays out.
        remember(await stack.run("up", ...VERBOSE));
        expectNone(ACCESS_TOKEN, REGISTRY_TOKEN, REGISTRY_USER, LINK_SIGNATURE);
    });

    test("an API key in the clear lies where the refusal says, and nowhere else", async () => {
        const key = "canary-clear-key-51f0";
        const stack = await backend.stack("in-the-clear", {
            environment: { BYTENITE_ENDPOINT: emulator.url, BYTENITE_API_KEY: API_KEY },
        });
        await stack.setTags("private");
        emulator.faults = [];
        await stack.succeed("up");
        await stack.succeed("config", "set", "--plaintext", "bytenite:apiKey", key);
        await stack.run("preview");
        const filesWithKey = async () => {
            const { stdout } = await execute("grep", ["-rlF", key, "."], { cwd: backend.folder });
            return stdout.trim().split("\n");
        };
        const configuration = "./in-the-clear/Pulumi.in-the-clear.yaml";
        expect(await filesWithKey()).toEqual([configuration]);

        await stack.run("refresh");
        const { exitCode, stdout } = await stack.run("up");
        expect(exitCode).not.toBe(0);
        expect(stdout).toContain(
            "Revoke it at ByteNite if one ran since it was set, or if the file was shared: the backend keeps it in .pulumi/history/<project>/<stack>/*.history.json, Pulumi Cloud with each update.",
        );
        const [project] = /(?<=^name: ).*$/m.exec(
            await readFile(join(stack.project, "Pulumi.yaml"), "utf8"),
        ) ?? [""];
        const history = `./state/.pulumi/history/${project}/in-the-clear/`;
        for (const path of await filesWithKey()) {
            const isInHistory = path.startsWith(history) && path.endsWith(".history.json");
            expect({ path, isExpected: path === configuration || isInHistory }).toEqual({
                path,
                isExpected: true,
            });
        }
        expect(await filesWithKey()).toHaveLength(3);
    });
});
