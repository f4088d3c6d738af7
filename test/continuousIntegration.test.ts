import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { API_KEY } from "../dev/support/emulator";
import type { Stack } from "../dev/support/stack";
import { gitlab, read } from "./continuousIntegration.testSupport";
import { previewStep, updateStep, useProject } from "./continuousIntegrationProject.testSupport";

const lineOf = (text: string) =>
    read("bytenite.rules.yaml").slice(0, read("bytenite.rules.yaml").indexOf(text)).split("\n")
        .length;
const GPU_FINDING =
    'llama4-app-gpu@2.0 lists "nvidia a100-sxm4-40gb", which is not allowed (allowed: "T4", "RTX 4090"), ' +
    `set in bytenite.rules.yaml:${lineOf("allow: [")}.`;
const MEMORY_FINDING =
    "llama4-app-gpu@2.0 asks for 2 GB of memory, but the least that is allowed is 4 GB, " +
    `set in bytenite.rules.yaml:${lineOf("minimum: 4")} for the environment production.`;

const { folder, report, summary, initialise, onGithub, onGitlab } = useProject();

/** The change that a pull request makes: one app more. */
const addApp = (stack: Stack, tag: string) =>
    stack.succeed("config", "set", "--path", "continuous-integration:apps.prompts", tag);

describe("pull requests to the example", () => {
    test.each(["dev", "prod"])("%s as it is: passes, and every report is there", async (name) => {
        await initialise(name);

        const { exitCode, stdout, stderr } = await onGithub(previewStep, name);

        expect({ exitCode, stdout, stderr }).toMatchObject({ exitCode: 0 });
        expect(stdout).toContain("✅ pulumi-bytenite-policies");
        expect(stdout).not.toMatch(/\[(advisory|mandatory)\]|::(error|warning)/);
        expect(report(name, "comment.md")).toMatch(
            new RegExp(`^<!-- bytenite-policies: continuous-integration/${name} -->\n\n### ✅`),
        );
        expect(summary()).toBe(report(name, "comment.md"));
        for (const file of ["bytenite.sarif", "bytenite.html", "bytenite.xml"]) {
            expect(report(name, file)).not.toBe("");
        }
    });

    test("an advisory finding: passes, and is shown wherever somebody looks", async () => {
        await addApp(await initialise("dev"), "llama4-app-gpu@2.0");

        const { exitCode, stdout } = await onGithub(previewStep, "dev");

        expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
        const [, obeyed] = stdout.split(/^::[0-9a-f-]{36}::$/m);
        expect(stdout).toMatch(/\[advisory\] \[severity: high\] +gpu-allowed/);
        expect(stdout).toContain(GPU_FINDING);
        expect(obeyed).toMatch(/^::warning .*gpu-allowed/m);
        expect(obeyed).not.toContain("::error");
        expect(summary()).toContain("### ❌ ByteNite policies: 0 mandatory, 1 advisory");
    });

    test("mandatory findings: fails, and says which lines refuse it", async () => {
        const stack = await initialise("prod");
        await addApp(stack, "llama4-app-gpu@2.0");

        const { exitCode, stdout, stderr } = await onGithub(previewStep, "prod");

        expect(exitCode).not.toBe(0);
        const [shown, obeyed] = stdout.split(/^::[0-9a-f-]{36}::$/m);
        expect(shown).toMatch(/^::stop-commands::[0-9a-f-]{36}$/m);
        expect(shown).toContain(GPU_FINDING);
        expect(shown).toContain(MEMORY_FINDING);
        expect(obeyed?.match(/^::error .*(gpu-allowed|memory-minimum)/gm)).toHaveLength(2);
        expect(await stack.resources()).toEqual([]);
        const sarif = report("prod", "bytenite.sarif");
        expect(
            (JSON.parse(sarif) as { runs: [{ results: object[] }] }).runs[0].results,
        ).toHaveLength(2);
        const said = stdout + stderr + sarif + summary() + report("prod", "bytenite.html");
        expect(said).not.toContain(API_KEY);
    });

    test("GitLab runs the same, without GitHub's commands", async () => {
        await addApp(await initialise("prod"), "llama4-app-gpu@2.0");

        const { exitCode, stdout } = await onGitlab("prod");

        expect(exitCode).not.toBe(0);
        expect(stdout).toContain(GPU_FINDING);
        expect(stdout).not.toMatch(/^::/m);
        const pattern = gitlab[".bytenite"]?.artifacts?.reports?.junit ?? "";
        expect(report("prod", "bytenite.xml")).toContain("<testsuites");
        expect(pattern.replace("*", "prod")).toBe("reports/prod/bytenite.xml");
    });

    test("an app that no rule was asked about: a stack without apps does not pass", async () => {
        writeFileSync(
            join(folder(), "Pulumi.dev.yaml"),
            "config: { continuous-integration:apps: {} }\n",
        );
        await initialise("dev");

        const { exitCode, stdout } = await onGithub(previewStep, "dev");

        expect({ exitCode, stdout }).toMatchObject({ exitCode: 1 });
        expect(stdout).toMatch(/^::error .*::Nothing was judged: the stack has no app/m);
        expect(summary()).toContain("### ❌");
        expect(report("dev", "bytenite.sarif")).toBe("");
    });

    test("without the rules file: fails, and the reports of an earlier run are gone", async () => {
        await initialise("prod");
        mkdirSync(join(folder(), "reports/prod"), { recursive: true });
        for (const name of ["comment.md", "bytenite.json", "bytenite.sarif"]) {
            writeFileSync(join(folder(), "reports/prod", name), '{"findings": [], "old": "✅"}');
        }
        rmSync(join(folder(), "bytenite.rules.yaml"));

        const { exitCode, stdout } = await onGithub(previewStep, "prod");

        expect(exitCode).not.toBe(0);
        expect(stdout).toMatch(/There is no rules file at .*bytenite\.rules\.yaml/);
        expect(summary()).toContain("### ❌ ByteNite policies: nothing was judged");
        expect(summary()).not.toContain("✅");
        expect(report("prod", "bytenite.json") + report("prod", "bytenite.sarif")).toBe("");
    });
});

describe("the main branch", () => {
    test("updates a stack that passes", async () => {
        const stack = await initialise("dev");

        const { exitCode, stdout, stderr } = await onGithub(updateStep, "dev");

        expect({ exitCode, stdout, stderr }).toMatchObject({ exitCode: 0 });
        expect(Object.keys(await stack.outputs())).toEqual(["apps"]);
        expect(summary()).toContain("### ✅");
        expect(report("dev", "bytenite.sarif")).toContain("2.1.0");
    });

    test("leaves a stack as it is that is refused", async () => {
        const stack = await initialise("prod");
        await addApp(stack, "llama4-app-gpu@2.0");

        const { exitCode } = await onGithub(updateStep, "prod");

        expect(exitCode).not.toBe(0);
        expect(await stack.resources()).toEqual([]);
        expect(summary()).toContain("### ❌ ByteNite policies: 2 mandatory, 0 advisory");
    });
});

test("the README shows the findings as they are", () => {
    const readme = readFileSync(
        join(__dirname, "../examples/continuous-integration/README.md"),
        "utf8",
    );
    expect(readme.replace(/\s+/g, " ")).toContain(GPU_FINDING);
    expect(readme.replace(/\s+/g, " ")).toContain(MEMORY_FINDING);
});
