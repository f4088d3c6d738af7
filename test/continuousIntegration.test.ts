import { execFile } from "node:child_process";
import { cp, readFile, rm, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { startEmulator, type Emulator } from "bytenite-emulator";
import { isolatedEnvironment } from "../dev/support/isolation";
import { API_KEY } from "../dev/support/emulator";
import { Backend, REPOSITORY, type Stack } from "../dev/support/stack";
import {
    EXAMPLE,
    onGithub,
    onGitlab,
    SECRETS,
    GPU_FINDING,
    MEMORY_FINDING,
    NO_SECRETS,
    githubStep,
} from "./continuousIntegration.testSupport";

describe("pull requests to the example", () => {
    let emulator: Emulator;
    let backend: Backend;
    let project: string;

    beforeAll(async () => {
        emulator = await startEmulator({ apiKeys: [API_KEY] });
    });

    afterAll(() => emulator.close());

    beforeEach(async () => {
        backend = await Backend.create();
        project = join(backend.folder, "infrastructure");
        // What npm ci would do.
        const isOurs = (path: string) => basename(path) !== "node_modules";
        await cp(EXAMPLE, project, { recursive: true, filter: isOurs });
        await symlink(join(REPOSITORY, "node_modules"), join(project, "node_modules"));
    });

    afterEach(() => backend.dispose());

    /** Runs the commands of a step as the system does. */
    function runStep(
        commands: string,
        environment: NodeJS.ProcessEnv,
    ): Promise<{ exitCode: number; output: string }> {
        return new Promise((finished) => {
            execFile(
                "bash",
                ["-e", "-c", commands],
                {
                    cwd: project,
                    env: {
                        ...isolatedEnvironment(backend.folder),
                        // The example has a tsconfig.json of its own.
                        PULUMI_NODEJS_TSCONFIG_PATH: undefined,
                        BYTENITE_ENDPOINT: emulator.url,
                        ...environment,
                    },
                },
                (error, stdout, stderr) => {
                    const exitCode = error ? (typeof error.code === "number" ? error.code : 1) : 0;
                    finished({ exitCode, output: stdout + stderr });
                },
            );
        });
    }

    const initialised = (name: string): Promise<Stack> => backend.stackOf(project, name, {});

    /** The change that a pull request makes: one app more. */
    const addApp = (stack: Stack, tag: string) =>
        stack.succeed(
            ...(["config", "set", "--path", "continuous-integration:apps.prompts", tag] as const),
        );

    describe.each([onGithub, onGitlab])("on $system", ({ command, environment, stacks = [] }) => {
        test.each(stacks)("%s as it is: passes without a finding", async (name) => {
            await initialised(name);

            const { exitCode, output } = await runStep(command, environment(name, SECRETS));

            expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
            expect(output).toContain("✅ pulumi-bytenite-policies");
            expect(output).not.toMatch(/\[(advisory|mandatory)\]/);
        });

        test("an advisory finding: passes, and is shown", async () => {
            await addApp(await initialised("dev"), "llama4-app-gpu@2.0");

            const { exitCode, output } = await runStep(command, environment("dev", SECRETS));

            expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
            expect(output).toMatch(/\[advisory\] \[severity: high\] +gpu-allowed/);
            expect(output).toContain(GPU_FINDING);
            expect(output).not.toContain("[mandatory]");
            expect(await readFile(join(project, "preview.txt"), "utf8")).toBe(output);
        });

        test("mandatory findings: fails, and says which lines refuse it", async () => {
            const stack = await initialised("prod");
            await addApp(stack, "llama4-app-gpu@2.0");

            const { exitCode, output } = await runStep(command, environment("prod", SECRETS));

            expect(exitCode).not.toBe(0);
            expect(output).toMatch(/\[mandatory\] \[severity: high\] +gpu-allowed/);
            expect(output).toContain(GPU_FINDING);
            expect(output).toMatch(/\[mandatory\] \[severity: medium\] +memory-minimum/);
            expect(output).toContain(MEMORY_FINDING);
            expect(output).not.toContain(API_KEY);
            expect(await stack.resources()).toEqual([]);
            expect(await readFile(join(project, "preview.txt"), "utf8")).toBe(output);
        });

        test("without secrets, as a fork has it: fails", async () => {
            await initialised("prod");

            const { exitCode, output } = await runStep(command, environment("prod", NO_SECRETS));

            expect(exitCode).not.toBe(0);
            expect(output).toContain("There are no ByteNite credentials.");
        });

        test("without the rules file: fails", async () => {
            await initialised("prod");
            await rm(join(project, "bytenite.rules.yaml"));

            const { exitCode, output } = await runStep(command, environment("prod", SECRETS));

            expect(exitCode).not.toBe(0);
            expect(output).toMatch(/There is no rules file at .*bytenite\.rules\.yaml/);
        });
    });

    test("GitHub's summary has what the preview printed", async () => {
        const { command, environment } = onGithub;
        await addApp(await initialised("dev"), "llama4-app-gpu@2.0");
        const { output } = await runStep(command, environment("dev", SECRETS));
        const summary = join(backend.folder, "summary.md");
        const step = githubStep("Summary");

        const { exitCode } = await runStep(step.run ?? "", { GITHUB_STEP_SUMMARY: summary });

        expect(exitCode).toBe(0);
        expect(await readFile(summary, "utf8")).toBe(`\`\`\`\n${output}\`\`\`\n`);
        // A refused preview is summed up too.
        expect(step.if).toBe("${{ !cancelled() && steps.preview.outcome != 'skipped' }}");
        expect(githubStep("Preview")).toMatchObject({ id: "preview" });
    });
});
