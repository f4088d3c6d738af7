import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    checkOut,
    evaluate,
    githubEnvironment,
    gitlab,
    runScript,
    stepOf,
    workflow,
} from "./continuousIntegration.testSupport";
import { startForge, TOKEN, type Forge } from "./forge.testSupport";

const githubStep = stepOf(workflow("pull-request").jobs.report?.steps, "Comment");
const SYSTEMS = [
    {
        system: "GitHub",
        commands: githubStep.run ?? "",
        environment: (forge: Forge, folder: string) => ({
            ...githubEnvironment(folder),
            GITHUB_API_URL: forge.url,
            ...evaluate(githubStep.env, {
                "github.token": TOKEN,
                "github.event.pull_request.number": "7",
            }),
        }),
        options: "-e" as const,
        list: "/repos/acme/apps/issues/7/comments",
        one: "PATCH /repos/acme/apps/issues/comments/",
    },
    {
        system: "GitLab",
        commands: gitlab.comment?.script?.join("\n") ?? "",
        environment: (forge: Forge) => ({
            GITLAB_CI: "true",
            CI_API_V4_URL: forge.url,
            CI_PROJECT_ID: "1",
            CI_MERGE_REQUEST_IID: "7",
            GITLAB_TOKEN: TOKEN,
        }),
        options: "-eo" as const,
        list: "/projects/1/merge_requests/7/notes",
        one: "PUT /projects/1/merge_requests/7/notes/",
    },
];
const MARKER = "<!-- bytenite-policies: continuous-integration/dev -->";

describe.each(SYSTEMS)("comments on $system", ({ commands, environment, options, list, one }) => {
    let folder: string;
    let forge: Forge;

    beforeEach(async () => {
        folder = join(mkdtempSync(join(tmpdir(), "bytenite comments ")), "project");
        checkOut(folder);
        forge = await startForge();
    });
    afterEach(async () => {
        await forge.close();
        rmSync(folder, { recursive: true });
    });

    const report = (stack: string, text: string) => {
        const target = join(folder, "reports", stack);
        rmSync(target, { recursive: true, force: true });
        // The folder that a download makes.
        mkdirSync(target, { recursive: true });
        writeFileSync(
            join(target, "comment.md"),
            `<!-- bytenite-policies: continuous-integration/${stack} -->\n\n${text}\n`,
        );
    };
    const comment = (more: NodeJS.ProcessEnv = {}, run = commands) =>
        runScript(run, {
            folder,
            options,
            environment: {
                PATH: process.env.PATH,
                ...environment(forge, join(folder, "..")),
                ...more,
            },
        });
    const bodies = () => forge.comments.map(({ body }) => body.split("\n")[2]);
    const passed = () => {
        report("dev", "### ✅ dev");
        report("prod", "### ✅ prod");
    };

    test("the first run writes it, the next one updates the same one", async () => {
        passed();
        report("dev", "one finding");
        expect(await comment()).toMatchObject({ exitCode: 0, stderr: "" });
        expect(bodies()).toEqual(["one finding", "### ✅ prod"]);

        report("dev", "no finding");
        expect(await comment()).toMatchObject({ exitCode: 0, stderr: "" });

        expect(bodies()).toEqual(["no finding", "### ✅ prod"]);
        expect(forge.changes).toEqual([`POST ${list}`, `POST ${list}`, `${one}1`, `${one}2`]);
    });

    test("each stack has its own, and others have theirs", async () => {
        forge.add("Nice!", false);
        forge.add(`${MARKER}\n\nI look like it`, false);
        report("dev", "of dev");
        report("prod", "of prod");

        await comment();
        await comment();

        expect(bodies().slice(1)).toEqual(["I look like it", "of dev", "of prod"]);
        expect(forge.changes).toEqual([`POST ${list}`, `POST ${list}`, `${one}3`, `${one}4`]);
    });

    test.each([99, 100, 250])("it is found after %d others", async (others) => {
        for (let index = 0; index < others; index++) forge.add("Nice!", false);
        forge.add(`${MARKER}\n\nold`, true);
        passed();

        expect(await comment()).toMatchObject({ exitCode: 0 });

        expect(forge.changes).toEqual([`${one}${others + 1}`, `POST ${list}`]);
        expect(bodies().slice(-2)).toEqual(["### ✅ dev", "### ✅ prod"]);
    });

    test.each([
        ["may not write", { on: "changes", status: 403, body: '{"message":"Not accessible"}' }],
        ["is down", { on: "all", status: 502, body: "<html>\n<b>Bad</b>\n</html>" }],
        ["answers nonsense", { on: "all", status: 200, body: "<html>\n100%\n" }],
    ] as const)("who %s gets one clear line", async (_what, failure) => {
        forge.failure = failure;
        report("dev", "one finding");

        const { exitCode, stdout, stderr } = await comment();

        expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
        expect(stderr.trimEnd().split("\n")).toHaveLength(1);
        expect(stderr).toContain("The comment can't be written: ");
        expect(stderr).toContain("The result of the check stands");
        expect(stderr).not.toContain(TOKEN);
    });

    test.each([
        ["a token that is wrong", { GITHUB_TOKEN: "x", GITLAB_TOKEN: "x" }, "answered 401"],
        [
            "a server that is not there",
            { GITHUB_API_URL: "http://127.0.0.1:9", CI_API_V4_URL: "http://127.0.0.1:9" },
            "fetch failed",
        ],
    ])("%s: one clear line", async (_what, more, why) => {
        report("dev", "one finding");
        const { exitCode, stderr } = await comment(more);
        expect(exitCode).toBe(1);
        expect(stderr.trimEnd().split("\n")).toHaveLength(1);
        expect(stderr).toContain(why);
    });

    test("a stack whose job had no report keeps nothing of an earlier run", async () => {
        passed();
        await comment();
        rmSync(join(folder, "reports/prod"), { recursive: true });

        expect(await comment()).toMatchObject({ exitCode: 0, stderr: "" });

        const nothing = "### ❌ ByteNite policies: nothing was judged";
        expect(bodies()).toEqual(["### ✅ dev", nothing]);

        rmSync(join(folder, "reports"), { recursive: true });
        expect(await comment()).toMatchObject({ exitCode: 0, stderr: "" });
        expect(bodies()).toEqual([nothing, nothing]);
    });

    test("so has one of which nothing was ever reported", async () => {
        report("dev", "### ✅ dev");
        await comment();
        expect(forge.comments.at(-1)?.body).toMatch(
            /^<!-- bytenite-policies: continuous-integration\/prod -->\n\n### ❌ .*: nothing was judged\n/,
        );
    });

    test("a stack that the step doesn't name is no success", async () => {
        passed();
        report("staging", "### ✅ staging");
        const { exitCode, stderr } = await comment();
        expect(exitCode).toBe(1);
        expect(stderr).toContain("ci/comment.mjs is not told all reports. Add staging.");
        expect(forge.changes).toEqual([]);
    });

    test.each([
        ["an empty report", ""],
        ["half a first line", "<!-- bytenite-policies: continuous-integration/pr"],
        ["another file", "# Notes\n"],
    ])("%s changes nobody's comment", async (_what, text) => {
        passed();
        await comment();
        const { length } = forge.changes;
        writeFileSync(join(folder, "reports/prod/comment.md"), text);
        const { exitCode, stderr } = await comment();
        expect(exitCode).toBe(1);
        expect(stderr).toContain("reports/prod/comment.md is no whole report");
        expect(forge.changes).toHaveLength(length);
    });

    test.each([
        ["dev prod", "dev is not reports/STACK/comment.md"],
        ["reports/dev", "reports/dev is not reports/STACK/comment.md"],
        ["../reports/dev/comment.md", "is not reports/STACK/comment.md"],
        ["", "is not told all reports. Add dev, prod"],
        ["--only reports/pord/comment.md", "ENOENT"],
        ["--only", "is told no report"],
    ])("the arguments %j write nothing", async (given, why) => {
        passed();
        const { exitCode, stderr } = await comment({}, `node ci/comment.mjs ${given}`);
        expect(exitCode).toBe(1);
        expect(stderr).toContain(why);
        expect(forge.changes).toEqual([]);
    });

    test("one report alone may stand beside others", async () => {
        passed();
        const alone = "node ci/comment.mjs --only reports/dev/comment.md";
        expect(await comment({}, alone)).toMatchObject({ exitCode: 0, stderr: "" });
        expect(bodies()).toEqual(["### ✅ dev"]);
    });
});
