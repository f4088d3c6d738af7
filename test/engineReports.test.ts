import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "bytenite-emulator";
import { app, startTestEmulator } from "../dev/support/emulator";
import { Backend, POLICY_PACK, REPOSITORY, type Stack } from "../dev/support/stack";

const COMMAND = join(REPOSITORY, "policies/bin/bytenite-policies.js");
const UNDER_PACK = ["--policy-pack", POLICY_PACK];

/** The ids of findings, wherever in a report they stand. */
const idsIn = (text: string) => [...new Set(text.match(/\b[0-9a-f]{16}\b/g))].sort();

describe("reports of the policy pack", () => {
    let emulator: Emulator;
    let backend: Backend;
    let stack: Stack;
    let environment: NodeJS.ProcessEnv;

    beforeAll(async () => {
        ({ emulator, environment } = await startTestEmulator([
            app("render", { deviceRequirements: { minMemory: 1, gpu: ["NVIDIA H100"] } }),
            app("other", { deviceRequirements: { minMemory: 2, gpu: ["quantum 9000"] } }),
        ]));
        backend = await Backend.create();
        stack = await backend.stack("reports", { environment });
        await stack.setTags("render", "other");
    });

    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    const rules = (level: string) =>
        stack.setRules({
            rules: {
                all: "disabled",
                "gpu-allowed": { enforcementLevel: level, allow: ["t4"] },
                "gpu-known": level,
                "memory-minimum": { minimum: 8 },
                "stack-app-count": { maximum: 1 },
            },
        });
    const report = (name: string) => readFileSync(join(stack.project, name), "utf8");
    const ask = (value: string) => (stack.environment = { ...environment, BYTENITE_REPORT: value });

    test("have the findings of an update, as a check of its state has them", async () => {
        await rules("advisory");
        ask("text=out/report.txt");

        await stack.succeed("up", ...UNDER_PACK);

        const { deployment } = { deployment: await stack.state() };
        const { stdout } = spawnSync(process.execPath, [COMMAND, "check", "--json"], {
            cwd: stack.project,
            encoding: "utf8",
            input: JSON.stringify({ version: 3, deployment }),
        });
        const ids = (JSON.parse(stdout) as { id: string }[]).map(({ id }) => id).sort();
        expect(ids.length).toBeGreaterThan(4);
        expect(idsIn(report("out/report.txt"))).toEqual(ids);
    });

    test("are there after a refused preview, too", async () => {
        await rules("mandatory");
        ask("text=refused.txt");

        const { exitCode } = await stack.run("preview", ...UNDER_PACK);

        expect(exitCode).not.toBe(0);
        expect(idsIn(report("refused.txt"))).toEqual(idsIn(report("out/report.txt")));
        expect(report("refused.txt")).toContain("mandatory");
    });

    test("are there after a refused update, too", async () => {
        ask("text=update.txt");

        const { exitCode } = await stack.run("up", ...UNDER_PACK);

        expect(exitCode).not.toBe(0);
        // The engine ends at the first app that is refused.
        const ids = idsIn(report("update.txt"));
        expect(ids.length).toBeGreaterThan(0);
        expect(idsIn(report("refused.txt"))).toEqual(expect.arrayContaining(ids));
    });

    test("that can't be written fail the preview", async () => {
        await rules("advisory");
        ask("text=/dev/null/report.txt");
        const { exitCode, stdout, stderr } = await stack.run("preview", ...UNDER_PACK);
        expect(exitCode).not.toBe(0);
        expect(stdout + stderr).toContain("The report /dev/null/report.txt can't be written: ");
    });

    test("of no format that there is fail the preview before anything is judged", async () => {
        ask("word=report.doc");
        const { exitCode, stdout, stderr } = await stack.run("preview", ...UNDER_PACK);
        expect(exitCode).not.toBe(0);
        expect(stdout + stderr).toContain(
            "BYTENITE_REPORT in the environment must be a list such as ",
        );
        expect(existsSync(join(stack.project, "report.doc"))).toBe(false);
    });
});
