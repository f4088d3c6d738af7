import { execFile, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { API_KEY, app, startTestEmulator } from "../dev/support/emulator";
import { commandLinesWith } from "../dev/support/processes";
import { REPOSITORY } from "../dev/support/stack";

const DEMO = join(REPOSITORY, "dev/dist/demo/demo.js");
const FOLDERS = join(REPOSITORY, ".cache/demo");

const oneLine = (text: string) => text.replace(/\s+/g, " ");
/** What the refused preview says that the README begins with. */
const [FINDING_OF_README] = /img-gen-diffusers lists .*? push the app again\./.exec(
    oneLine(readFileSync(join(REPOSITORY, "README.md"), "utf8")),
) ?? ["(the README shows none)"];

const execute = promisify(execFile);
const folders = () => (existsSync(FOLDERS) ? readdirSync(FOLDERS) : []);

describe("the demo", () => {
    test("shows outputs, drift and the refusal, and leaves nothing behind", async () => {
        const before = folders();

        const { stdout } = await execute("node", [DEMO]);

        expect(stdout).toMatch(/│ llama4-app-gpu +│ llama4-app-gpu@1 +│ 1\.0 +│ active/);
        expect(stdout).toContain('+ [1]: "NVIDIA H100"');
        expect(stdout).toMatch(/\[mandatory\].*gpu-allowed/);
        expect(stdout).toContain('set "device_requirements": {"gpu": ["NVIDIA GeForce RTX 4090"]}');
        expect(oneLine(stdout)).toContain(FINDING_OF_README);
        expect(folders()).toEqual(before);
    });

    test("reads another catalogue, with the credentials of the environment", async () => {
        const { emulator } = await startTestEmulator([app("render"), app("video")]);

        const { stdout } = await execute("node", [DEMO, "--endpoint", emulator.url], {
            env: { ...process.env, BYTENITE_API_KEY: API_KEY },
        });

        expect(stdout).toContain("2 apps");
        expect(stdout).toMatch(/│ video@1\.0 +│ video@1\.0/);
        expect(stdout).toContain("No rule refuses an app.");
        await emulator.close();
    });

    test("an endpoint that does not answer: a message, no stack trace", async () => {
        const failed = await execute("node", [DEMO, "--endpoint", "http://127.0.0.1:9/v1"], {
            env: { ...process.env, BYTENITE_API_KEY: API_KEY, BYTENITE_RETRIES: "0" },
        }).catch((error: { code: number; stderr: string }) => error);

        expect(failed).toMatchObject({ code: 1 });
        expect(failed.stderr).toContain("can't be reached at http://127.0.0.1:9/v1");
        expect(failed.stderr).not.toMatch(/^\s+at /m);
    });

    test.each([
        ["SIGINT", 130],
        ["SIGTERM", 143],
    ] as const)("cleans up after %s", async (signal, expected) => {
        const before = folders();
        const demo = spawn("node", [DEMO], { stdio: ["ignore", "pipe", "ignore"] });
        await new Promise<void>((started) => {
            demo.stdout.setEncoding("utf8").on("data", (text: string) => {
                if (text.includes("creating")) started();
            });
        });
        const [folder = ""] = folders().filter((name) => !before.includes(name));

        demo.kill(signal);

        const exitCode = await new Promise((ended) => demo.once("close", ended));
        expect(exitCode).toBe(expected);
        expect(folder).not.toBe("");
        expect(folders()).toEqual(before);
        expect(commandLinesWith(join(FOLDERS, folder))).toEqual([]);
    });
});
