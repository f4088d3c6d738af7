import { readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "bytenite-emulator";
import { observedGpuVocabulary } from "bytenite-core/model";
import type { AppRule } from "../policies/contract/rule";
import type { ShownApp } from "../policies/judging/facts";
import { checkRules } from "../policies/testing";
import { app, startTestEmulator } from "../dev/support/emulator";
import { Backend, POLICY_PACK, REPOSITORY, type Stack } from "../dev/support/stack";

const EXAMPLE = join(REPOSITORY, "examples/own-rules");
const FINDING =
    'img-gen-diffusers@4.0 starts "debug.sh", which is not allowed (allowed: "serve-*.py", "main.py"), set in ';

describe("a rule of the organisation's own", () => {
    let emulator: Emulator;
    let backend: Backend;
    let stack: Stack;

    const start = (entrypoint: string) =>
        emulator.setCatalogue({
            apps: [app("img-gen-diffusers", { version: "4.0", entrypoint })],
        });

    beforeAll(async () => {
        let environment: NodeJS.ProcessEnv;
        ({ emulator, environment } = await startTestEmulator([]));
        backend = await Backend.create();
        stack = await backend.stack("own-rules", { program: EXAMPLE, environment });
    });

    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    test.each([
        ["launcher", POLICY_PACK],
        ["folder", join(REPOSITORY, "policies")],
    ])("refuses an app in a preview under the pack, started from its %s", async (_form, pack) => {
        start("debug.sh");
        const { exitCode, stdout } = await stack.run("preview", "--policy-pack", pack);
        expect(exitCode).not.toBe(0);
        expect(stdout).toMatch(/\[mandatory\] \[severity: high\] +entrypoint-allowed/);
        expect(stdout).toContain(FINDING);
    });

    test("accepts one that it allows", async () => {
        start("serve-http.py");
        expect(await stack.succeed("preview", "--policy-pack", POLICY_PACK)).toContain(
            "2 rules, 2 of them mandatory",
        );
    });

    test("that throws ends the preview with one error that names it", async () => {
        start("serve-http.py");
        const module = join(stack.project, "our-rules/index.js");
        const sound = readFileSync(module, "utf8");
        await writeFile(module, sound.replace("allow.some(", "allow.none.some("));
        const { exitCode, stdout } = await stack.run("preview", "--policy-pack", POLICY_PACK);
        await writeFile(module, sound);
        expect(exitCode).not.toBe(0);
        expect(stdout).toMatch(
            /bytenite\.rules\.yaml:2: the rule entrypoint-allowed of "\.\/our-rules" threw TypeError: Cannot read .* \(.*our-rules\/index\.js:\d+\), so that "img-gen-diffusers@4\.0" was not judged/,
        );
        expect(stdout).not.toMatch(/^\s+at /m);
    });

    test("that is gone ends the preview", async () => {
        await rm(join(stack.project, "our-rules"), { recursive: true });
        const { exitCode, stdout, stderr } = await stack.run(
            "preview",
            "--policy-pack",
            POLICY_PACK,
        );
        expect(exitCode).not.toBe(0);
        expect(stdout + stderr).toContain(
            `bytenite.rules.yaml:2: rulePackages[0] is "./our-rules", which can't be loaded: Error: Cannot find module './our-rules'`,
        );
    });
});

test("the example's rule refuses an app without an entry point, whatever is allowed", () => {
    const module = join(EXAMPLE, "our-rules/index.js");
    const [rule] = jest.requireActual<{ rules: [AppRule] }>(module).rules;
    const context = { today: "2026-01-01", gpus: observedGpuVocabulary };
    const shown = { tag: "render@1.0", entrypoint: "" } as ShownApp;
    expect(rule.evaluate(shown, { allow: ["*"] }, context)).toMatchObject([
        { field: "entrypoint", found: null, limit: ["*"] },
    ]);
    expect(rule.settings.allow).toMatchObject({ minItems: 1 });
});

test("the example's own tests pass, and the page shows its module", async () => {
    await checkRules(join(EXAMPLE, "bytenite.rules.test.yaml"));
    // Prettier breaks its lines elsewhere on a page.
    const words = (path: string) => readFileSync(path, "utf8").replace(/\s+/g, " ");
    const module = words(join(EXAMPLE, "our-rules/index.js"));
    expect(words(join(REPOSITORY, "docs/own-rules.md"))).toContain(module);
});
