import { execFile } from "node:child_process";
import { cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { isolatedEnvironment } from "../dev/support/isolation";
import { API_KEY } from "../dev/support/emulator";
import { REPOSITORY } from "../dev/support/stack";

const EXAMPLE = join(REPOSITORY, "examples/continuous-integration");
export const read = (name: string) => readFileSync(join(EXAMPLE, name), "utf8");

/** What a pull request has of the repository's secrets. */
export const SECRETS = { PULUMI_ACCESS_TOKEN: "for another backend", BYTENITE_API_KEY: API_KEY };
/** GitHub gives the workflow of a fork empty texts. */
export const NO_SECRETS = { PULUMI_ACCESS_TOKEN: "", BYTENITE_API_KEY: "" };

export interface Step {
    name: string;
    id?: string;
    uses?: string;
    with?: Record<string, unknown>;
    env?: Record<string, string>;
    if?: string;
    shell?: string;
    run?: string;
}

interface Job {
    name?: string;
    needs?: string;
    if?: string;
    permissions?: Record<string, string>;
    "timeout-minutes": number;
    strategy?: { matrix: { stack: string[] } };
    steps: Step[];
}

export interface Workflow {
    on: unknown;
    permissions: unknown;
    concurrency: unknown;
    jobs: Record<string, Job>;
}

export const WORKFLOWS = ["pull-request", "deploy", "nightly"] as const;
export const workflow = (name: (typeof WORKFLOWS)[number]) =>
    parse(read(`.github/workflows/${name}.yaml`)) as Workflow;

/** What may stand in a job of GitLab's file. */
export interface GitlabJob {
    extends?: string;
    rules?: { if: string; when?: string; allow_failure?: boolean }[];
    variables?: Record<string, string>;
    environment?: { name: string; action?: string };
    before_script?: string[];
    script?: string[];
    artifacts?: { when?: string; paths?: string[]; reports?: { junit?: string } };
    parallel?: { matrix: { PULUMI_STACK: string[] }[] };
    [key: string]: unknown;
}
export const gitlab = parse(read(".gitlab-ci.yml"), { merge: true }) as Record<string, GitlabJob>;

/** The one step of the name. */
export function stepOf(steps: readonly Step[] | undefined, name: string): Step {
    const [step, ...others] = steps?.filter((each) => each.name === name) ?? [];
    if (!step || others.length > 0) throw new Error(`no one step ${name}`);
    return step;
}

/** What GitHub makes of the expressions in a step's environment. */
export function evaluate(
    environment: Record<string, string> = {},
    values: Readonly<Record<string, string>> = {},
): Record<string, string> {
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

export interface StepResult {
    exitCode: number;
    stdout: string;
    stderr: string;
}

/** Runs the commands of a step, as a runner does: GitHub's without a shell has no pipefail, every other one has. */
export function runScript(
    commands: string,
    { folder, environment, options = "-eo" }: RunOptions,
): Promise<StepResult> {
    const args = ["--noprofile", "--norc", ...(options === "-e" ? ["-e"] : ["-eo", "pipefail"])];
    return new Promise((finished) => {
        const child = execFile(
            "bash",
            [...args, "-c", commands],
            { cwd: folder, env: environment, maxBuffer: 64 * 1024 * 1024 },
            (error, stdout, stderr) => {
                const exitCode = error ? (typeof error.code === "number" ? error.code : 1) : 0;
                finished({ exitCode, stdout, stderr });
            },
        );
        child.stdin?.end();
    });
}

interface RunOptions {
    folder: string;
    environment: NodeJS.ProcessEnv;
    options?: "-e" | "-eo";
}

/** The example as a repository has it that was just checked out, after npm ci. */
export function checkOut(target: string): void {
    const isOurs = (path: string) => !["node_modules", "reports"].includes(basename(path));
    cpSync(EXAMPLE, target, { recursive: true, filter: isOurs });
    symlinkSync(join(REPOSITORY, "node_modules"), join(target, "node_modules"));
}

/** What every step of GitHub's finds in its environment. @param folder outside of the project */
export function githubEnvironment(folder: string): NodeJS.ProcessEnv {
    return {
        GITHUB_ACTIONS: "true",
        GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
        GITHUB_OUTPUT: join(folder, "output.txt"),
        GITHUB_REPOSITORY: "acme/apps",
        RUNNER_TEMP: folder,
    };
}

/** The environment of the engine in a test, for a project with a tsconfig.json of its own. */
export function engineEnvironment(folder: string): NodeJS.ProcessEnv {
    return { ...isolatedEnvironment(folder), PULUMI_NODEJS_TSCONFIG_PATH: undefined };
}

/** The text of a file, "" where there is none. */
export const textOf = (file: string): string =>
    existsSync(file) ? readFileSync(file, "utf8") : "";
