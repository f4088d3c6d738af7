import { API_KEY } from "../dev/support/emulator";
import {
    github,
    GITHUB_STEPS,
    githubStep,
    INSTALL,
    SECRETS,
    gitlab,
    read,
    onGithub,
    onGitlab,
    GPU_FINDING,
    MEMORY_FINDING,
} from "./continuousIntegration.testSupport";

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
