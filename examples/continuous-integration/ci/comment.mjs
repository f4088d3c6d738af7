// Writes what was found in each stack into a comment of its own on the pull request or merge request: the same one
// each time. A stack whose job ended before it had a report gets one too, so that none keeps what an earlier run said.
//
//   node ci/comment.mjs FILE...
//
// Each stack's report is reports/STACK/comment.md, whether it is there or not.
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

/** What a comment says. */
function bodyOf(file) {
    if (existsSync(file)) return readFileSync(file, "utf8");
    const stack = basename(dirname(file));
    const [, project] = /^name: *(.*)$/m.exec(readFileSync("Pulumi.yaml", "utf8"));
    return `<!-- bytenite-policies: ${project}/${stack} -->

### ❌ ByteNite policies: nothing was judged

The job of the stack ${stack} ended without a report. Its log says why.
`;
}

/** Reports beside those that are given. Nobody would notice when one of these is not there some day. */
function othersThan(files) {
    const given = files.map((file) => resolve(file));
    const parents = new Set(given.map((file) => dirname(dirname(file))));
    return [...parents]
        .filter((folder) => basename(folder) === "reports" && existsSync(folder))
        .flatMap((folder) =>
            readdirSync(folder).map((stack) => resolve(folder, stack, "comment.md")),
        )
        .filter((file) => existsSync(file) && !given.includes(file));
}

async function main(files) {
    const others = othersThan(files).map((file) => basename(dirname(file)));
    if (files.length === 0 || others.length > 0) {
        throw new Error(`ci/comment.mjs is not told all reports. Add ${others.join(", ")}`);
    }
    const forge = env.GITLAB_CI ? await gitlab() : github();
    for (const file of files) {
        const body = bodyOf(file);
        const found = await find(forge, body.split("\n", 1)[0]);
        if (found) await ask(forge, forge.update, forge.comment(found.id), { body });
        else await ask(forge, "POST", forge.comments, { body });
        console.log(`${file}: the comment was ${found ? "updated" : "written"}.`);
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
