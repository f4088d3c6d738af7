import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toAppRecord, type AppFacts } from "bytenite-core/model";
import type { Emulator } from "bytenite-emulator";
import { app, startTestEmulator } from "../dev/support/emulator";
import { REPOSITORY } from "../dev/support/stack";

const APPS = 500;
const bin = (path: string) => `"${process.execPath}" "${join(REPOSITORY, path)}"`;
const check = bin("policies/bin/bytenite-policies.js");
const lock = bin("provider/bin/pulumi-bytenite.js");
const emulate = bin("emulator/bin/bytenite-emulator.js");
const onlyWithFull = existsSync("/dev/full") ? test : test.skip;

describe("a command whose output can't be written", () => {
    let folder: string;
    let emulator: Emulator;
    let environment: NodeJS.ProcessEnv;
    const names = Array.from({ length: APPS }, (_none, index) => `app-${index}`);

    beforeAll(async () => {
        ({ emulator, environment } = await startTestEmulator(names.map((name) => app(name))));
        folder = mkdtempSync(join(tmpdir(), "bytenite unix tools "));
        const requirements = { deviceRequirements: { gpu: ["H100"] } } as unknown as AppFacts;
        const outputs = { apps: names.map((name) => toAppRecord(name, { ...requirements, name })) };
        const stack = {
            urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::x",
            type: "pulumi:pulumi:Stack",
        };
        const state = { deployment: { resources: [{ ...stack, outputs }] } };
        writeFileSync(join(folder, "state.json"), JSON.stringify(state));
        writeFileSync(
            join(folder, "bytenite.rules.yaml"),
            "rules: { all: disabled, gpu-allowed: { enforcementLevel: mandatory, allow: [T4] } }",
        );
    });
    afterAll(async () => {
        await emulator.close();
        rmSync(folder, { recursive: true });
    });

    /** A reader that is gone before the command begins, for certain. */
    const whereNobodyReads = (command: string) => {
        rmSync(join(folder, "gone"), { force: true });
        const wait = "while [ ! -e gone ]; do sleep 0.01; done";
        return shell(`${wait}; ${command}`, "| { exec <&-; touch gone; }");
    };

    /** What a command in a shell gives, and the exit code of the part in braces. */
    async function shell(command: string, rest: string) {
        const script = `{ ${command}; echo $? >code; } ${rest}`;
        const child = spawn("sh", ["-c", script], {
            cwd: folder,
            env: { PATH: process.env.PATH, HOME: folder, ...environment },
        });
        let stderr = "";
        child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
        child.stdout.resume();
        await once(child, "close");
        return { code: Number(readFileSync(join(folder, "code"), "utf8")), stderr };
    }
    const JUDGED =
        "The stack shop/prod was judged by bytenite.rules.yaml (no environment): 500 apps, 1 rule, 1 of them mandatory.\n";
    const FULL =
        "error: standard output can't be written: no space is left on the device [FILE_NOT_WRITTEN]\n";

    test.each<[what: string, command: string, code: number, stderr: string]>([
        ["a mandatory finding stays one", `${check} check state.json`, 1, JUDGED],
        [
            "a rule that refuses nothing",
            `${check} rules`,
            0,
            expect.stringContaining("bytenite.rules") as string,
        ],
        ["an update of the lock file", `${lock} lock ${names.join(" ")}`, 0, ""],
        ["what is not as locked", `${lock} lock --check app-0 --file none.json`, 1, ""],
        ["a server ends", `${emulate} --port 0`, 0, ""],
    ])(
        "says what it would have said where nobody reads it: %s",
        async (_what, command, code, stderr) => {
            expect(await whereNobodyReads(command)).toEqual({ code, stderr });
        },
    );

    test("says what it would have said where somebody has read enough", async () => {
        const { code, stderr } = await shell(`${check} check state.json`, "| head -c 1");
        expect({ code, stderr }).toEqual({ code: 1, stderr: JUDGED });
    });

    onlyWithFull.each<[what: string, command: string, before: string]>([
        ["bytenite-policies check state.json", `${check} check state.json`, JUDGED],
        ["bytenite-policies check --json state.json", `${check} check --json state.json`, JUDGED],
        ["bytenite-policies baseline state.json", `${check} baseline state.json`, JUDGED],
        ["bytenite-policies rules", `${check} rules`, expect.stringContaining("") as string],
        ["bytenite-policies --help", `${check} --help`, ""],
        ["pulumi-bytenite lock app-0", `${lock} lock app-0`, ""],
        ["pulumi-bytenite --help", `${lock} --help`, ""],
        ["bytenite-emulator --port 0", `${emulate} --port 0`, ""],
        ["bytenite-emulator --help", `${emulate} --help`, ""],
    ])("says in a line that the device is full: %s", async (_what, command, before) => {
        const { code, stderr } = await shell(command, "> /dev/full");
        expect(code).toBe(2);
        expect(stderr.endsWith(FULL)).toBe(true);
        expect(stderr.slice(0, -FULL.length)).toEqual(before);
    });

    onlyWithFull("has the exit code 2 where it can't even say so", async () => {
        expect(await shell(`${check} check state.json`, ">/dev/full 2>&1")).toEqual({
            code: 2,
            stderr: "",
        });
    });
});
