import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Emulator } from "bytenite-emulator";
import { app, startTestEmulator } from "../dev/support/emulator";
import { Backend, POLICY_PACK, REPOSITORY, type Stack } from "../dev/support/stack";

const FINDINGS = [
    "looked-up (output text) has a text as its deviceRequirements.minMemory in place of a number",
    "output nameless looks like an app, but has nothing as its tag and no name, so that no other rule",
    "looked-up (output cut[0]) has nothing as its deviceRequirements in place of a mapping",
];

describe("what looks like an app and can't be read", () => {
    let emulator: Emulator;
    let backend: Backend;
    let stack: Stack;

    beforeAll(async () => {
        let environment: NodeJS.ProcessEnv;
        ({ emulator, environment } = await startTestEmulator([app("looked-up")]));
        backend = await Backend.create();
        stack = await backend.stack("unreadable", { program: "unreadable-apps", environment });
    });
    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    const preview = async (rules: object) => {
        await stack.setRules({ rules });
        const { exitCode, stdout } = await stack.run("preview", "--policy-pack", POLICY_PACK);
        // The engine wraps lines for people.
        return { exitCode, shown: stdout.replace(/\s+/g, " ") };
    };

    test("is told in a preview although every rule is disabled", async () => {
        const { exitCode, shown } = await preview({ all: "disabled" });
        expect(exitCode).toBe(0);
        for (const finding of FINDINGS) expect(shown).toContain(finding);
        expect(shown).not.toContain("output whole");
    });

    test("refuses a preview, and a check of the state, where the rule is mandatory", async () => {
        await stack.succeed("up");
        const { exitCode, shown } = await preview({
            all: "disabled",
            "app-readable": "mandatory",
            "stack-app-count": { maximum: 99 },
        });
        expect(exitCode).not.toBe(0);
        for (const finding of FINDINGS) expect(shown).toContain(finding);

        const command = join(REPOSITORY, "policies/bin/bytenite-policies.js");
        const { status, stdout } = spawnSync(process.execPath, [command, "check", "--json"], {
            cwd: stack.project,
            input: await stack.succeed("stack", "export"),
            encoding: "utf8",
        });
        expect(status).toBe(1);
        const messages = (JSON.parse(stdout) as { message: string }[]).map(
            ({ message }) => message,
        );
        expect(messages).toHaveLength(FINDINGS.length);
        for (const finding of FINDINGS) {
            expect(messages).toContainEqual(expect.stringContaining(finding));
        }
    });
});
