import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { cp, readFile, rm, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { startEmulator, type Emulator } from "bytenite-emulator";
import { parse } from "yaml";
import { isolatedEnvironment } from "../dev/support/isolation";
import { API_KEY } from "../dev/support/emulator";
import { Backend, REPOSITORY, type Stack } from "../dev/support/stack";

const EXAMPLE = join(REPOSITORY, "examples/continuous-integration");
const read = (name: string) => readFileSync(join(EXAMPLE, name), "utf8");

/** What a pull request has of the repository's secrets. */
interface Secrets {
    PULUMI_ACCESS_TOKEN: string;
    BYTENITE_API_KEY: string;
}

interface GithubStep {
    name: string;
    uses?: string;
    with?: Record<string, unknown>;
    env?: Record<string, string>;
    if?: string;
    run?: string;
}

const github = parse(read(".github/workflows/bytenite.yaml")) as {
    on: unknown;
    permissions: unknown;
    concurrency: { group: string; "cancel-in-progress": boolean };
    env?: unknown;
    jobs: Record<
        string,
        {
            "timeout-minutes": number;
            strategy: { matrix: { stack: string[] } };
            env?: unknown;
            steps: GithubStep[];
        }
    >;
};
const gitlab = parse(read(".gitlab-ci.yml")) as Record<
    string,
    {
        rules: unknown;
        timeout: string;
        interruptible: boolean;
        parallel: { matrix: { PULUMI_STACK: string[] }[] };
        environment: { name: string; action: string };
        variables: Record<string, string>;
        before_script: string[];
        script: string[];
        artifacts: { when: string; paths: string[] };
    }
>;

const GITHUB_STEPS = [
    "Check out",
    "Install Node",
    "Install Pulumi",
    "Install dependencies",
    "Preview",
    "Summary",
];
const INSTALL = "npm ci --ignore-scripts";
const SECRETS: Secrets = { PULUMI_ACCESS_TOKEN: "for another backend", BYTENITE_API_KEY: API_KEY };
/** GitHub gives the workflow of a fork empty texts. */
const NO_SECRETS: Secrets = { PULUMI_ACCESS_TOKEN: "", BYTENITE_API_KEY: "" };

const rulesText = read("bytenite.rules.yaml");
const lineOf = (text: string) => rulesText.split("\n").findIndex((line) => line.includes(text)) + 1;
const GPU_FINDING =
    'llama4-app-gpu@2.0 lists "nvidia a100-sxm4-40gb", which is not allowed (allowed: "T4", "RTX 4090"), ' +
    `set in bytenite.rules.yaml:${lineOf("allow: [")}.`;
const MEMORY_FINDING =
    "llama4-app-gpu@2.0 asks for 2 GB of memory, but the least that is allowed is 4 GB, " +
    `set in bytenite.rules.yaml:${lineOf("minimum: 4")} for the environment production.`;

function githubStep(name: string): GithubStep {
    const [job, ...otherJobs] = Object.values(github.jobs);
    const [step, ...others] = job?.steps.filter((each) => each.name === name) ?? [];
    if (!step || others.length > 0 || otherJobs.length > 0) throw new Error(`no one step ${name}`);
    return step;
}

/** What GitHub makes of the expressions in a step's environment. */
function evaluate(environment: Record<string, string>, values: Record<string, string>) {
    return Object.fromEntries(
        Object.entries(environment).map(([name, text]) => [
            name,
            text.replace(/\$\{\{ *(.*?) *\}\}/g, (_all, expression: string) => {
                const value = values[expression];
                if (value === undefined) throw new Error(`${expression} has no value here`);
                return value;
            }),
        ]),
    );
}

const onGithub = {
    system: "GitHub",
    stacks: github.jobs.preview?.strategy.matrix.stack,
    command: githubStep("Preview").run ?? "",
    environment: (stack: string, secrets: Secrets): NodeJS.ProcessEnv =>
        evaluate(githubStep("Preview").env ?? {}, {
            "matrix.stack": stack,
            "secrets.PULUMI_ACCESS_TOKEN": secrets.PULUMI_ACCESS_TOKEN,
            "secrets.BYTENITE_API_KEY": secrets.BYTENITE_API_KEY,
        }),
};
const onGitlab = {
    system: "GitLab",
    stacks: gitlab.preview?.parallel.matrix[0]?.PULUMI_STACK,
    command: gitlab.preview?.script.join("\n") ?? "",
    environment: (stack: string, secrets: Secrets): NodeJS.ProcessEnv => ({
        ...secrets,
        ...gitlab.preview?.variables,
        PULUMI_STACK: stack,
    }),
};

describe("the workflows of the example", () => {
    test("GitHub: steps, permissions and limits", () => {
        const { preview, ...otherJobs } = github.jobs;
        expect(otherJobs).toEqual({});
        expect(preview?.steps.map(({ name }) => name)).toEqual(GITHUB_STEPS);
        expect(github.on).toBe("pull_request");
        expect(github.permissions).toEqual({ contents: "read" });
        expect(github.concurrency).toMatchObject({ "cancel-in-progress": true });
        expect(preview?.["timeout-minutes"]).toBeLessThanOrEqual(15);
        for (const { uses } of preview?.steps ?? []) {
            if (uses !== undefined) expect(uses).toMatch(/^(actions|pulumi)\/[a-z-]+@v\d+$/);
        }
        expect(githubStep("Install Node").with).toMatchObject({ cache: "npm" });
        expect(githubStep("Install dependencies").run).toBe(INSTALL);
    });

    test("GitHub: the preview alone sees secrets", () => {
        const { env = {}, ...rest } = githubStep("Preview");
        const secret = Object.keys(env).filter((name) => env[name]?.includes("secrets."));
        expect(secret).toEqual(Object.keys(SECRETS));
        const everythingElse = {
            ...github,
            jobs: Object.values(github.jobs).map((job) => ({
                ...job,
                steps: job.steps.map((step) => (step.name === "Preview" ? rest : step)),
            })),
        };
        expect(JSON.stringify(everythingElse)).not.toMatch(/secrets|github\.token/);
    });

    test("GitLab: one job, limits, and what it keeps", () => {
        const { preview, ...others } = gitlab;
        expect(others).toEqual({});
        expect(preview?.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }]);
        expect(preview?.timeout).toBe("15 minutes");
        expect(preview?.interruptible).toBe(true);
        expect(preview?.before_script).toEqual([INSTALL]);
        expect(preview?.script).toHaveLength(1);
        expect(preview?.artifacts).toMatchObject({ when: "always", paths: ["preview.txt"] });
    });

    test("GitLab: secrets come from the project, and from there to this environment only", () => {
        expect(gitlab.preview?.environment).toEqual({ name: "bytenite-preview", action: "access" });
        expect(JSON.stringify(gitlab)).not.toMatch(/PULUMI_ACCESS_TOKEN|BYTENITE_API_KEY/);
        expect(read("README.md")).toContain("the environment scope `bytenite-preview`");
    });

    test("both run the same command on the same stacks, with the rules file named", () => {
        expect(onGithub.command).toBe(onGitlab.command);
        expect(onGithub.stacks).toEqual(["dev", "prod"]);
        expect(onGitlab.stacks).toEqual(onGithub.stacks);
        for (const { environment } of [onGithub, onGitlab]) {
            expect(environment("prod", SECRETS)).toMatchObject({
                PULUMI_STACK: "prod",
                BYTENITE_RULES_FILE: "bytenite.rules.yaml",
                BYTENITE_API_KEY: API_KEY,
            });
        }
    });

    test("the README shows the findings as they are", () => {
        const readme = read("README.md").replace(/\s+/g, " ");
        expect(readme).toContain(GPU_FINDING);
        expect(readme).toContain(MEMORY_FINDING);
    });
});

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
