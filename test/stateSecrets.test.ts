import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Emulator } from "bytenite-emulator";
import { app, startTestEmulator } from "../dev/support/emulator";
import { Backend, POLICY_PACK, REPOSITORY, type Stack } from "../dev/support/stack";

const CHECK = join(REPOSITORY, "policies/bin/bytenite-policies.js");
const TAGS = ["hidden", "partly", "looked-up", "deep"];

describe("the command line on a state with secrets", () => {
    let emulator: Emulator;
    let backend: Backend;
    let stack: Stack;

    beforeAll(async () => {
        let environment: NodeJS.ProcessEnv;
        ({ emulator, environment } = await startTestEmulator(
            TAGS.map((tag) => app(tag, { deviceRequirements: { gpu: ["NVIDIA H100"] } })),
        ));
        backend = await Backend.create();
        stack = await backend.stack("secrets", { program: "secret-apps", environment });
        await stack.succeed("up");
        await stack.setRules({
            rules: {
                all: "disabled",
                "gpu-allowed": { enforcementLevel: "mandatory", allow: ["T4"] },
            },
        });
    });
    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    const exportState = (...flags: string[]) => stack.succeed("stack", "export", ...flags);
    const ask = (command: string[], input: string) =>
        spawnSync(process.execPath, [CHECK, ...command], {
            cwd: stack.project,
            input,
            encoding: "utf8",
        });

    test("judges every app that is in it, as the engine does, and tells no other secret", async () => {
        const { status, stdout, stderr } = ask(
            ["check", "--json"],
            await exportState("--show-secrets"),
        );
        const findings = JSON.parse(stdout) as { tag: string; rule: string }[];
        expect(findings.map(({ tag, rule }) => [tag, rule])).toEqual(
            TAGS.toSorted().map((tag) => [tag, "gpu-allowed"]),
        );
        expect(status).toBe(1);
        expect(stdout + stderr).not.toContain("hunter2");

        const preview = await stack.run("preview", "--policy-pack", POLICY_PACK);
        expect(preview.exitCode).not.toBe(0);
        for (const tag of TAGS) expect(preview.stdout).toContain(`${tag} lists "NVIDIA H100"`);
    });

    test.each(["check", "baseline"])(
        "%s refuses an encrypted one and says what to do",
        async (command) => {
            const { status, stdout, stderr } = ask([command], await exportState());
            expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
            const places = ["deep.list[0].part", "described", "password", "record"];
            expect(stderr).toContain(
                `App hidden, ${places.map((place) => `output ${place}`).join(", ")}: encrypted,`,
            );
            expect(stderr).toContain("`pulumi stack export --show-secrets`");
            expect(stderr).not.toMatch(/^\s+at /m);
        },
    );
});
