import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { API_KEY } from "../dev/support/emulator";
import { REPOSITORY } from "../dev/support/stack";

export const EXAMPLE = join(REPOSITORY, "examples/continuous-integration");
export const read = (name: string) => readFileSync(join(EXAMPLE, name), "utf8");

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

export const github = parse(read(".github/workflows/bytenite.yaml")) as {
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
export const gitlab = parse(read(".gitlab-ci.yml")) as Record<
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

export const GITHUB_STEPS = [
    "Check out",
    "Install Node",
    "Install Pulumi",
    "Install dependencies",
    "Preview",
    "Summary",
];
export const INSTALL = "npm ci --ignore-scripts";
export const SECRETS: Secrets = {
    PULUMI_ACCESS_TOKEN: "for another backend",
    BYTENITE_API_KEY: API_KEY,
};
/** GitHub gives the workflow of a fork empty texts. */
export const NO_SECRETS: Secrets = { PULUMI_ACCESS_TOKEN: "", BYTENITE_API_KEY: "" };

const rulesText = read("bytenite.rules.yaml");
const lineOf = (text: string) => rulesText.split("\n").findIndex((line) => line.includes(text)) + 1;
export const GPU_FINDING =
    'llama4-app-gpu@2.0 lists "nvidia a100-sxm4-40gb", which is not allowed (allowed: "T4", "RTX 4090"), ' +
    `set in bytenite.rules.yaml:${lineOf("allow: [")}.`;
export const MEMORY_FINDING =
    "llama4-app-gpu@2.0 asks for 2 GB of memory, but the least that is allowed is 4 GB, " +
    `set in bytenite.rules.yaml:${lineOf("minimum: 4")} for the environment production.`;

export function githubStep(name: string): GithubStep {
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

export const onGithub = {
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
export const onGitlab = {
    system: "GitLab",
    stacks: gitlab.preview?.parallel.matrix[0]?.PULUMI_STACK,
    command: gitlab.preview?.script.join("\n") ?? "",
    environment: (stack: string, secrets: Secrets): NodeJS.ProcessEnv => ({
        ...secrets,
        ...gitlab.preview?.variables,
        PULUMI_STACK: stack,
    }),
};
