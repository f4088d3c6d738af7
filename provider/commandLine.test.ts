import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, type AppDefinition, type Emulator } from "bytenite-emulator";
import { runInProcess, type Ended } from "../dev/support/inProcess";
import type * as CommandLine from "./commandLine";

// What the command starts: the compiled one, beside the files that are shipped with it.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- its types are those of the source
const { run: runCommandLine } = require("./dist/commandLine") as typeof CommandLine;

const COMMAND = join(__dirname, "bin/pulumi-bytenite.js");
const API_KEY = "CANARY-api-key";
/** Asks for the user's folder as a user whom the system doesn't know, who need not be able to read this checkout. */
const UNKNOWN_USER = `
const os = require("node:os");
const { homedir } = os;
os.homedir = () => {
    process.seteuid(61234);
    try { return homedir(); } finally { process.seteuid(0); }
};
`;
const app = (name: string, fields: Partial<AppDefinition> = {}): AppDefinition => ({
    name,
    version: "1.0",
    deviceRequirements: { minCpu: 2, minMemory: 4, gpu: ["tesla t4"] },
    ...fields,
});

async function runProcess(args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
    const child = spawn(process.execPath, args, { cwd, env });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    const [status] = (await once(child, "close")) as [number];
    return { status, stdout, stderr };
}

describe("pulumi-bytenite lock", () => {
    let emulator: Emulator;
    let folder: string;
    beforeEach(async () => {
        emulator = await startEmulator({
            apiKeys: [API_KEY],
            catalogue: { apps: [app("render"), app("transcription")] },
        });
        folder = mkdtempSync(join(tmpdir(), "bytenite command "));
    });
    afterEach(async () => {
        await emulator.close();
        rmSync(folder, { recursive: true });
    });

    /** @param preload what a process of its own loads first. Absent: the tests' own process runs it */
    async function run(args: string[], more: NodeJS.ProcessEnv = {}, preload?: string) {
        const environment = {
            PATH: process.env.PATH,
            HOME: folder,
            BYTENITE_ENDPOINT: emulator.url,
            BYTENITE_API_KEY: API_KEY,
            BYTENITE_RETRIES: "0",
            ...more,
        };
        const { status, stdout, stderr } = preload
            ? await runProcess(["--require", preload, COMMAND, ...args], folder, environment)
            : await runInProcess(runCommandLine, args, { folder, environment });
        expect(stdout + stderr).not.toContain(API_KEY);
        expect(stderr).not.toMatch(/^\s+at /m);
        return { code: status, stdout, stderr };
    }
    const file = () => readFileSync(join(folder, "bytenite.lock.json"), "utf8");
    const pushAgain = () =>
        emulator.setCatalogue({
            apps: [
                app("render", {
                    deviceRequirements: { minCpu: 2, minMemory: 4, gpu: ["nvidia h100"] },
                    revision: "2",
                }),
                app("transcription"),
            ],
        });

    it("adds tags, renews them, and says field by field what changed", async () => {
        const added = await run(["lock", "transcription", "render@1.0"]);
        expect(added).toMatchObject({ code: 0, stderr: "" });
        expect(added.stdout.replace(/….{8}/g, "…HASH")).toBe(
            "render@1.0     new        version 1.0, hash …HASH\n" +
                "transcription  new        version 1.0, hash …HASH\n" +
                "2 tags, 2 new or changed in bytenite.lock.json.\n",
        );

        const before = file();
        expect((await run(["lock"])).stdout).toBe(
            "render@1.0     unchanged\n" +
                "transcription  unchanged\n" +
                "2 tags: bytenite.lock.json is up to date.\n",
        );
        expect(file()).toBe(before);

        pushAgain();
        const changed = await run(["lock"]);
        expect(changed.code).toBe(0);
        expect(changed.stdout.replace(/….{8}/g, "…HASH")).toBe(
            'render@1.0     changed    hash …HASH → …HASH, deviceRequirements.gpu ["tesla t4"] → ["nvidia h100"], revision 1 → 2\n' +
                "transcription  unchanged\n" +
                "2 tags, 1 new or changed in bytenite.lock.json.\n",
        );
        expect(file()).toContain("nvidia h100");
    });

    it("--check changes nothing, and fails where something differs", async () => {
        expect(await run(["lock", "--check", "render"])).toMatchObject({
            code: 1,
            stdout: expect.stringContaining("render  new ") as string,
        });
        expect(() => file()).toThrow("ENOENT");
        await run(["lock", "render"]);
        expect((await run(["lock", "--check"])).code).toBe(0);

        const before = file();
        pushAgain();
        const { code, stdout } = await run(["lock", "--check"]);
        expect(code).toBe(1);
        expect(stdout).toContain("revision 1 → 2\n1 tag, 1 not as in bytenite.lock.json.");
        expect(file()).toBe(before);
    });

    it("takes the file from --file before the environment, and credentials from their file", async () => {
        const credentials = join(folder, "credentials.json");
        writeFileSync(credentials, JSON.stringify({ apiKey: API_KEY, endpoint: emulator.url }));
        const environment = {
            BYTENITE_API_KEY: undefined,
            BYTENITE_ENDPOINT: undefined,
            BYTENITE_CREDENTIALS_FILE: credentials,
            BYTENITE_LOCK_FILE: "environment.json",
            // Also while the deployments of this shell hold to the file.
            BYTENITE_LOCK: "offline",
        };
        expect((await run(["lock", "render"], environment)).code).toBe(0);
        expect(readFileSync(join(folder, "environment.json"), "utf8")).toContain('"render"');
        const option = await run(["lock", "--file", "option.json", "render"], environment);
        expect(option.stdout).toContain("new or changed in option.json");
    });

    // Only an administrator may become somebody else.
    (process.getuid?.() === 0 ? it : it.skip)(
        "needs no folder of the user's where the environment has what it takes",
        async () => {
            const preload = join(folder, "unknownUser.js");
            writeFileSync(preload, UNKNOWN_USER);
            const environment = { HOME: undefined };
            expect(await run(["lock", "render"], environment, preload)).toMatchObject({
                code: 0,
                stderr: "",
            });
            const { code, stderr } = await run(
                ["lock", "render"],
                { ...environment, BYTENITE_API_KEY: undefined },
                preload,
            );
            expect(code).toBe(2);
            expect(stderr).toMatch(/^error: .*BYTENITE_API_KEY/);
        },
    );

    it("locks what there is, and fails for the rest", async () => {
        const { code, stdout, stderr } = await run(["lock", "render", "nope", "gone@3"]);
        expect(code).toBe(1);
        expect(stdout).toContain("1 tag, 1 new or changed");
        expect(stderr.match(/^error: There is no app for the tag/gm)).toHaveLength(2);
        expect(file()).toContain('"render"');
    });

    it("says once that nobody answers", async () => {
        const { code, stdout, stderr } = await run(["lock", "a", "b", "c"], {
            BYTENITE_ENDPOINT: "http://127.0.0.1:9/v1",
        });
        expect([code, stdout]).toEqual([1, ""]);
        expect(stderr).toMatch(
            /^error: .* \[UNREACHABLE\]\nMore about it: npx pulumi-bytenite explain UNREACHABLE\n$/,
        );
    });

    it("explains a code without a network, and proposes the one that was meant", async () => {
        const { code, stdout, stderr } = await run(["explain", "NOT_FOUND"]);
        expect([code, stderr]).toEqual([0, ""]);
        expect(stdout).toMatch(/^# NOT_FOUND\n\nByteNite has no app for the tag/);
        for (const [name, end] of [
            ["not_found", '; did you mean "NOT_FOUND"?'],
            ["README", ". It stands at the end of a message, in brackets"],
        ] as const) {
            const unknown = await run(["explain", name]);
            expect(unknown).toMatchObject({ code: 2, stdout: "" });
            expect(unknown.stderr).toBe(
                `error: "${name}" is no code of an error${end} [COMMAND_INVALID]\n`,
            );
        }
    });

    it.each([
        ["nothing to renew", ["lock"], {}, "There is no tag in bytenite.lock.json to renew."],
        ["a bad tag", ["lock", "a b"], {}, "contains white space"],
        ["a bad option", ["lock", "--force"], {}, "unknown option '--force'"],
        ["another command", ["lokc"], {}, "unknown command 'lokc'"],
        ["no command", [], {}, "Usage: pulumi-bytenite"],
        [
            "no credentials",
            ["lock", "render"],
            { BYTENITE_API_KEY: undefined },
            "There are no ByteNite credentials.",
        ],
        [
            "a key in a misspelt variable",
            ["lock", "render"],
            { BYTENITE_API_KEY: undefined, BYTENITE_APIKEY: "CANARY" },
            "warning: The environment has BYTENITE_APIKEY, which nothing here reads. Is BYTENITE_API_KEY meant?\nerror: There are no ByteNite credentials.",
        ],
    ])("is misused with %s", async (_what, args, environment, message) => {
        const { code, stdout, stderr } = await run(args, environment);
        expect([code, stdout]).toEqual([2, ""]);
        expect(stderr).toContain(message);
        expect(stderr).not.toContain("CANARY");
        expect(emulator.countRequests()).toBe(0);
    });

    it("does not touch a file with merge conflicts", async () => {
        writeFileSync(join(folder, "bytenite.lock.json"), "<<<<<<< HEAD\n");
        const { code, stderr } = await run(["lock", "render"]);
        expect([code, stderr]).toEqual([2, expect.stringContaining("has merge conflicts")]);
        expect(file()).toBe("<<<<<<< HEAD\n");
    });

    it("explains itself", async () => {
        const { code, stdout } = await run(["lock", "--help"]);
        expect([code, stdout]).toEqual([0, expect.stringContaining("--check")]);
    });
});
