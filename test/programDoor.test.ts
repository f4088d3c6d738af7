import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "bytenite-emulator";
import { findingId } from "../policies/contract/finding";
import { app, startTestEmulator } from "../dev/support/emulator";
import { Backend, POLICY_PACK, type Stack } from "../dev/support/stack";

const RULES = {
    all: "disabled",
    "gpu-allowed": { enforcementLevel: "mandatory", allow: ["t4"] },
};
const FIELD = "deviceRequirements.gpu";

describe("rules that the program enforces, without a policy pack", () => {
    let emulator: Emulator;
    let backend: Backend;
    let stack: Stack;

    beforeAll(async () => {
        let environment: NodeJS.ProcessEnv;
        ({ emulator, environment } = await startTestEmulator([
            app("accepted", { deviceRequirements: { gpu: ["T4"] } }),
            app("refused", { deviceRequirements: { gpu: ["NVIDIA H100"] } }),
            app("worse", { deviceRequirements: { gpu: ["NVIDIA L4", "NVIDIA H200"] } }),
        ]));
        backend = await Backend.create();
        stack = await backend.stack("door", { environment });
        await stack.configure({ "bytenite-apps:rules": "enforce" });
    });

    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    const fail = async (command: string, ...args: string[]) => {
        const { exitCode, stdout, stderr } = await stack.run(command, ...args);
        expect(exitCode).not.toBe(0);
        // The CLI breaks lines of what a policy says, and indents them.
        return `${stdout}${stderr}`.replace(/\s+/g, " ");
    };

    test("refuse what the pack refuses, all apps at once, in its words", async () => {
        await stack.setRules({ rules: RULES });
        await stack.setTags("refused", "accepted", "worse");

        const output = await fail("preview");
        await stack.configure({ "bytenite-apps:rules": undefined });
        const underPack = await fail("preview", "--policy-pack", POLICY_PACK);
        await stack.configure({ "bytenite-apps:rules": "enforce" });

        for (const tag of ["refused", "worse"]) {
            const id = findingId("gpu-allowed", tag, FIELD);
            const [line = "", text = ""] =
                new RegExp(
                    `gpu-allowed \\(mandatory, high, ${id}\\): (${tag} lists .*? again\\.)`,
                ).exec(output) ?? [];
            expect(line).not.toBe("");
            expect(underPack).toContain(text);
            expect(output).toContain(`App "${tag}": the rules refuse the deployment.`);
        }
        expect(output).not.toContain("accepted lists");
        expect(output).not.toMatch(/ at \S+ \(/);
        expect(await stack.resources()).toEqual([]);
    });

    test("refuse a selection for each of its members that they refuse, under the same ids", async () => {
        await stack.setTags();
        await stack.setSelection({ name: "*" });
        const output = await fail("preview");
        await stack.configure({ "bytenite-apps:select": undefined });
        expect(output).toContain('AppSelection "select": the rules refuse the deployment.');
        for (const tag of ["refused@1.0", "worse@1.0"]) {
            const id = findingId("gpu-allowed", tag, FIELD);
            expect(output).toContain(`gpu-allowed (mandatory, high, ${id}): ${tag} lists `);
        }
        expect(output).not.toContain("accepted@1.0 lists");
    });

    test("judge a stack as a whole", async () => {
        const limit = { enforcementLevel: "mandatory", maximum: 1 };
        await stack.setRules({ rules: { all: "disabled", "stack-app-count": limit } });
        await stack.setTags("refused", "accepted", "worse");
        const output = await fail("up");
        expect(output.match(/stack-app-count \(mandatory/g)).toHaveLength(1);
        expect(output).toContain(
            'App "refused": not deployed, because of what App "accepted" tells of all apps.',
        );
        expect(await stack.resources()).toEqual([]);
    });

    test("warn of what an advisory rule finds", async () => {
        await stack.setRules({ rules: { all: "disabled", "gpu-allowed": { allow: ["t4"] } } });
        await stack.setTags("refused", "accepted");
        const output = await stack.succeed("up");
        expect(output).toMatch(
            /warning: gpu-allowed \(advisory, high, [0-9a-f]{16}\): refused lists/,
        );
        expect((await stack.resources()).length).toBe(2);
    });

    test("are not asked where no program runs: refresh and destroy", async () => {
        await stack.setRules({ rules: RULES });
        await fail("preview");
        await stack.succeed("refresh");
        await stack.succeed("destroy");
        expect(await stack.resources()).toEqual([]);
    });

    test("must be there", async () => {
        await rm(join(stack.project, "bytenite.rules.yaml"));
        expect(await fail("preview")).toContain(
            "The program enforces rules, but there is no rules file",
        );
        await stack.configure({ "bytenite-apps:rules": "enforced" });
        expect(await fail("preview")).toContain(
            'The configuration bytenite-apps:rules must be "enforce", or absent, but is "enforced".',
        );
    });
});
