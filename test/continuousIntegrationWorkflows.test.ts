import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { REPOSITORY } from "../dev/support/stack";
import { action } from "./action.testSupport";
import {
    gitlab,
    read,
    SECRETS,
    workflow,
    WORKFLOWS,
    type Step,
} from "./continuousIntegration.testSupport";
import { EXAMPLES } from "./examples.testSupport";
import { lintGitlab, lintWorkflow, pipelinesInMarkdown } from "./pipelineLint.testSupport";

const FILES = WORKFLOWS.map((name) => `.github/workflows/${name}.yaml`);
const texts = new Map([
    ...[...FILES, ".gitlab-ci.yml", "ci/pulumi.sh", "ci/nightly.sh"].map(
        (name) => [name, read(name)] as const,
    ),
    ["action.yml", readFileSync(join(REPOSITORY, "action.yml"), "utf8")] as const,
]);
const textOf = (name: string) => texts.get(name) ?? "";
const jobs = WORKFLOWS.flatMap((name) =>
    Object.entries(workflow(name).jobs).map(([job, body]) => [`${name}: ${job}`, body] as const),
);
const steps: (readonly [string, Step])[] = [
    ...jobs.flatMap(([job, body]) =>
        body.steps.map((step) => [`${job}: ${step.name}`, step] as const),
    ),
    ...action.runs.steps.map((step) => [`action: ${step.name}`, step] as const),
];

describe("actionlint", () => {
    test.each(FILES)("has nothing against %s", (name) => {
        expect(lintWorkflow(textOf(name))).toEqual([]);
    });

    test("has nothing against the workflow of the organisation's pack", () => {
        const path = join(EXAMPLES, "organisation-policy-pack/.github/workflows/publish.yaml");
        expect(lintWorkflow(readFileSync(path, "utf8"))).toEqual([]);
    });

    test("has something against a workflow that is wrong", () => {
        const wrong = textOf(FILES[0] ?? "")
            .replace("needs.preview.result", "needs.previews.result")
            .replace("timeout-minutes: 15", "timeout: 15");
        expect(lintWorkflow(wrong)).toHaveLength(2);
    });

    // A composite action is no workflow, but its steps may stand in one.
    test("has nothing against the steps of the action", () => {
        const inputs = Object.keys(action.inputs).map((name) => [name, { type: "string" }]);
        const workflowOfSteps = {
            on: { workflow_call: { inputs: Object.fromEntries(inputs) as object } },
            jobs: { one: { "runs-on": "ubuntu-latest", steps: action.runs.steps } },
        };
        expect(lintWorkflow(JSON.stringify(workflowOfSteps))).toEqual([]);
    });
});

describe("GitLab's schema", () => {
    test("has nothing against the pipeline", () => {
        expect(lintGitlab(textOf(".gitlab-ci.yml"))).toMatchObject({ exitCode: 0 });
    });

    test("has something against a pipeline that is wrong", () => {
        const wrong = textOf(".gitlab-ci.yml").replace("expose_as", "expose_us");
        const { exitCode, output } = lintGitlab(wrong);
        expect(exitCode).not.toBe(0);
        expect(output).toContain("expose_us");
    });
});

describe("pipelines in Markdown", () => {
    const found = pipelinesInMarkdown();

    test("there are some of each kind", () => {
        expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(["GitHub", "GitLab"]));
    });

    test.each(found)("$file:$line is one of $kind", ({ kind, text }) => {
        if (kind === "GitHub") expect(lintWorkflow(text)).toEqual([]);
        else expect(lintGitlab(text)).toMatchObject({ exitCode: 0 });
    });
});

test("the page explains each input and output of the action, and no other", () => {
    const page = readFileSync(join(REPOSITORY, "docs/continuous-integration.md"), "utf8");
    const [, after = ""] = page.split("<!-- inputs -->");
    const [table = ""] = after.split("The outputs are");
    const inputs = [...table.matchAll(/^\| `([a-z-]+)` /gm)].map(([, name]) => name);
    expect(inputs).toEqual(Object.keys(action.inputs));
    const [, outputs = ""] = /^The outputs are (.*)$/m.exec(after) ?? [];
    for (const name of Object.keys(action.outputs)) expect(outputs).toContain(`\`${name}\``);
});

describe("what a pipeline would say yes by without having looked", () => {
    test.each([...texts])("%s: nothing hides a failure", (_name, text) => {
        expect(text).not.toMatch(/continue-on-error|\|\| (true|:)(\s|$)|set \+e|--allow-empty/);
    });

    test.each(["ci/pulumi.sh", "ci/nightly.sh"])("%s: a pipe fails where a part does", (name) => {
        expect(textOf(name)).toMatch(/^set -euo pipefail$/m);
    });

    test("GitLab: only the comment may fail", () => {
        const may = Object.entries(gitlab).filter(([, job]) =>
            JSON.stringify(job).includes("allow_failure"),
        );
        expect(may.map(([name]) => name)).toEqual(["comment"]);
    });

    test("the comment is told every stack that is previewed", () => {
        const { preview, report } = workflow("pull-request").jobs;
        const { run } = report?.steps.find(({ name }) => name === "Comment") ?? {};
        const command = (stacks: readonly string[] = []) =>
            ["node ci/comment.mjs", ...stacks.map((each) => `reports/${each}/comment.md`)].join(
                " ",
            );
        expect(run).toBe(command(preview?.strategy?.matrix.stack));
        const [matrix] = gitlab.preview?.parallel?.matrix ?? [];
        expect(gitlab.comment?.script).toEqual([command(matrix?.PULUMI_STACK)]);
    });

    test("the scripts run under the bash of macOS, too", () => {
        // Its sed has another -i, and to its bash an empty list is no variable.
        for (const name of ["ci/pulumi.sh", "ci/nightly.sh"]) {
            expect(textOf(name)).not.toMatch(/sed -i|=\(\)/);
        }
    });

    test("GitHub: the required job is never skipped, and hangs on the previews alone", () => {
        const { policies, preview } = workflow("pull-request").jobs;
        expect(policies).toMatchObject({ if: "${{ always() }}", needs: "preview" });
        expect(preview).not.toHaveProperty("if");
        expect(
            preview?.steps.filter(({ if: condition }) => condition).map(({ name }) => name),
        ).toEqual(["Keep the reports"]);
    });

    test("what is uploaded to code scanning is of this run, and of apps that were judged", () => {
        for (const [, { steps: all }] of jobs) {
            const upload = all.findIndex(({ uses }) => uses?.includes("upload-sarif"));
            if (upload < 0) continue;
            expect(all[upload - 1]?.uses ?? all[upload - 2]?.uses).toBeDefined();
            expect(
                all.slice(0, upload).some(({ uses }) => uses?.includes("download-artifact")),
            ).toBe(true);
        }
    });
});

describe("what a pipeline may do", () => {
    test.each(WORKFLOWS)("GitHub: %s may read, and one job may write", (name) => {
        const { permissions, jobs: all } = workflow(name);
        expect(permissions).toEqual({ contents: "read" });
        const { report, ...others } = all;
        const writes = { ...(name === "pull-request" && { "pull-requests": "write" }) };
        expect(report?.permissions).toEqual({
            actions: "read",
            contents: "read",
            "security-events": "write",
            ...writes,
        });
        for (const job of Object.values(others)) expect(job).not.toHaveProperty("permissions");
    });

    test.each(jobs)("GitHub: %s ends by itself", (_name, job) => {
        expect(job["timeout-minutes"]).toBeLessThanOrEqual(60);
    });

    test.each(steps.filter(([, { uses }]) => uses))(
        "%s is pinned to a commit",
        (_name, { uses }) => {
            expect(uses).toMatch(/^(actions|pulumi|github)\/[a-z-]+(\/[a-z-]+)?@[0-9a-f]{40}$/);
            const pins = [...texts.values()]
                .flatMap((text) => text.split("\n"))
                .filter((line) => line.includes(uses ?? ""));
            for (const line of pins) expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
        },
    );

    test.each(steps.filter(([, { run }]) => run))(
        "%s takes no text into its script",
        (_name, { run }) => {
            expect(run).not.toContain("${{");
        },
    );

    test("GitHub: one step of each workflow sees secrets", () => {
        const seeing = steps.filter(([, step]) => JSON.stringify(step).includes("secrets."));
        expect(seeing.map(([name]) => name)).toEqual([
            "pull-request: preview: Preview",
            "deploy: up: Update",
            "nightly: sweep: Sweep",
        ]);
        for (const [, { env = {} }] of seeing) {
            const named = Object.values(env).flatMap(
                (text) => text.match(/(?<=secrets\.)\w+/g) ?? [],
            );
            expect(Object.keys(SECRETS)).toEqual(expect.arrayContaining(named));
        }
    });

    test("GitLab: secrets come from the project, and by their scope to the jobs that need them", () => {
        const text = textOf(".gitlab-ci.yml").replace(/^\s*#.*$/gm, "");
        expect(text).not.toMatch(/PULUMI_ACCESS_TOKEN|BYTENITE_API_KEY|GITLAB_TOKEN/);
        const scopes = Object.entries(gitlab).flatMap(([name, { environment }]) =>
            environment ? [[name, environment.name]] : [],
        );
        expect(scopes).toEqual([
            ["preview", "bytenite/preview"],
            ["comment", "bytenite-comment"],
            [".update", "bytenite/$PULUMI_STACK"],
            ["nightly", "bytenite/nightly"],
        ]);
        expect(read("README.md")).toMatch(/`bytenite\/\*`[^]*`bytenite-comment`/);
    });

    test("packages run no code of their own while they are installed", () => {
        const { ".bytenite": shared } = parse(textOf(".gitlab-ci.yml")) as typeof gitlab;
        const installs = steps.filter(([name]) => name.endsWith("Install dependencies"));
        expect(new Set(installs.map(([, { run }]) => run))).toEqual(
            new Set(["npm ci --ignore-scripts"]),
        );
        expect(shared?.before_script).toEqual(["npm ci --ignore-scripts"]);
    });
});
