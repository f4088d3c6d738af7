import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../../dev/support/freePort";
import { createIsolatedFolder, isolatedEnvironment, REPOSITORY } from "../../dev/support/isolation";

const execute = promisify(execFile);
const PAGE = join(REPOSITORY, "docs/getting-started.md");
const BETWEEN = "----- next block -----";

/** A block of the page, and what it printed: standard output and standard error. */
export interface RunBlock {
    block: string;
    output: string;
}

/** The page's blocks of shell. */
function shellBlocks(): string[] {
    return blocksOf("sh");
}

/** What the page says that is printed. */
export function shownOutputs(): string[] {
    return blocksOf("text");
}

function blocksOf(language: string): string[] {
    const page = readFileSync(PAGE, "utf8");
    const blocks = page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm"));
    return [...blocks].map(([, text = ""]) => text);
}

/**
 * Runs the page in one shell, as its reader does. Only two things differ: the packages are those of this
 * repository, and the emulator listens at a port that is free.
 */
export async function runGettingStarted(): Promise<RunBlock[]> {
    const folder = await createIsolatedFolder("getting-started");
    const port = await freePort();
    const blocks = shellBlocks();
    const script = [
        "set -e",
        "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT",
        `npm() { if [ "$1" = install ]; then ln -sfn ${JSON.stringify(join(REPOSITORY, "node_modules"))} node_modules; else command npm "$@"; fi; }`,
        ...blocks.map((block) =>
            [
                block
                    .replaceAll("8089", String(port))
                    .replace("/bytenite-emulator ", `$&--port ${port} `),
                `echo "${BETWEEN}"`,
            ].join("\n"),
        ),
    ].join("\n");
    try {
        const { PULUMI_BACKEND_URL: _, ...environment } = isolatedEnvironment(folder);
        const { stdout } = await execute("bash", ["-c", `exec 2>&1\n${script}`], {
            cwd: folder,
            env: { ...environment, PULUMI_OPTION_NON_INTERACTIVE: "true" },
            maxBuffer: 64 * 1024 * 1024,
        });
        const outputs = stdout.split(`${BETWEEN}\n`);
        return blocks.map((block, index) => ({ block, output: outputs[index] ?? "" }));
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}
