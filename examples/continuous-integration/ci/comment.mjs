// Writes what was found in each stack into a comment of its own on the pull request or merge request: the same one
// each time. A stack whose job ended before it had a report gets one too, so that none keeps what an earlier run said.
//
//   node ci/comment.mjs reports/STACK/comment.md...    those of all stacks, whether they are there or not
//   node ci/comment.mjs --only FILE                    one report, which is there
//
// The first line of a report, which nobody sees, finds its comment. Every failure is one line and exit code 1.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";

const { env } = process;
const PAGE = 100;

/** What the comments of a pull request are on GitHub. */
function github() {
    const issues = `${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}/issues`;
    return {
        name: "GitHub",
        headers: {
            authorization: `Bearer ${env.GITHUB_TOKEN}`,
            accept: "application/vnd.github+json",
        },
        comments: `${issues}/${env.PULL_REQUEST}/comments`,
        comment: (id) => `${issues}/comments/${id}`,
        update: "PATCH",
        // Anybody may write a comment that begins like ours.
        isOurs: ({ user }) => user?.login === "github-actions[bot]",
    };
}

/** What the notes of a merge request are on GitLab. */
async function gitlab() {
    const project = `${env.CI_API_V4_URL}/projects/${env.CI_PROJECT_ID}`;
    const notes = `${project}/merge_requests/${env.CI_MERGE_REQUEST_IID}/notes`;
    const headers = { "private-token": env.GITLAB_TOKEN };
    const us = await ask({ name: "GitLab", headers }, "GET", `${env.CI_API_V4_URL}/user`);
    return {
        name: "GitLab",
        headers,
        comments: notes,
        comment: (id) => `${notes}/${id}`,
        update: "PUT",
        isOurs: ({ author }) => author?.id === us.id,
    };
}

async function ask({ name, headers }, method, url, body) {
    const answer = await fetch(url, {
        method,
        headers: { ...headers, "content-type": "application/json" },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${name} answered ${answer.status}: ${text.slice(0, 300)}`);
    return JSON.parse(text);
}

/** The comment that begins with a line. */
async function find(forge, line) {
    for (let page = 1; ; page++) {
        const url = `${forge.comments}?per_page=${PAGE}&page=${page}`;
        const comments = await ask(forge, "GET", url);
        const found = comments.find(
            (each) => forge.isOurs(each) && (each.body ?? "").startsWith(line),
        );
        if (found || comments.length < PAGE) return found;
    }
}

/** What the comment about a stack says. */
function bodyOf(stack) {
    const file = `reports/${stack}/comment.md`;
    if (existsSync(file)) return readReport(file);
    const [, project] = /^name: *(.*)$/m.exec(readFileSync("Pulumi.yaml", "utf8"));
    return `<!-- bytenite-policies: ${project}/${stack} -->

### ❌ ByteNite policies: nothing was judged

The job of the stack ${stack} ended without a report. Its log says why.
`;
}

/** By less than a whole first line, another report's comment would be found. */
function readReport(file) {
    const text = readFileSync(file, "utf8");
    if (!/^<!-- bytenite-policies.* -->\r?\n/.test(text)) {
        throw new Error(`${file} is no whole report of bytenite-policies`);
    }
    return text;
}

/** The stacks of all reports. Nobody would notice when one that is not told has none some day. */
function stacksOf(files) {
    const stacks = files.map((file) => {
        const stack = basename(dirname(file));
        if (resolve(file) === resolve("reports", stack, "comment.md")) return stack;
        throw new Error(`${file} is not reports/STACK/comment.md. For another file take --only`);
    });
    const others = existsSync("reports")
        ? readdirSync("reports").filter((folder) => !stacks.includes(folder))
        : [];
    if (others.length > 0) {
        throw new Error(`ci/comment.mjs is not told all reports. Add ${others.join(", ")}`);
    }
    return stacks;
}

async function main([first, ...more]) {
    const bodies =
        first === "--only"
            ? more.map((file) => [file, readReport(file)])
            : stacksOf([first, ...more].filter(Boolean)).map((stack) => [stack, bodyOf(stack)]);
    if (bodies.length === 0) throw new Error("ci/comment.mjs is told no report");
    const forge = env.GITLAB_CI ? await gitlab() : github();
    for (const [name, body] of bodies) {
        const found = await find(forge, body.split("\n", 1)[0]);
        if (found) await ask(forge, forge.update, forge.comment(found.id), { body });
        else await ask(forge, "POST", forge.comments, { body });
        console.log(`${name}: the comment was ${found ? "updated" : "written"}.`);
    }
}

main(process.argv.slice(2)).catch(({ message, cause }) => {
    const why = [message, cause?.message].filter(Boolean).join(": ").replace(/\s+/g, " ");
    const problem = `The comment can't be written: ${why}. The result of the check stands; the reports are artifacts of this run.`;
    console.error(
        env.GITHUB_ACTIONS
            ? `::error title=ByteNite policies::${problem.replaceAll("%", "%25")}`
            : problem,
    );
    process.exitCode = 1;
});
