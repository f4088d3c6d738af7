import { spawn } from "node:child_process";
import { readFile, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { freePort } from "../dev/support/freePort";
import { isolatedEnvironment } from "../dev/support/isolation";
import { isAsExpected, type ReadmeCommand } from "./readmeCommands.testSupport";

/** Where the commands of a README run. */
export interface ReadmeShell {
    /** The project, whose README it is. */
    project: string;
    /** An empty folder, for what Pulumi writes. */
    home: string;
    /** The folder that `npm install` puts into a project. */
    modules: string;
}

const EMULATOR = "npx bytenite-emulator";
const USUAL_PORT = ":8089";

/**
 * `npm install` gets what was installed before. A real one would ask the registry for packages that are not published
 * yet, and would take its time for each example.
 */
const PREPARATION = `
npm() {
    if [ "$1" = install ]; then [ -e node_modules ] || ln -s "$MODULES" node_modules; else command npm "$@"; fi
}
`;

/** One script for all, so that a variable and a process in the background are there for the next command. */
function toScript(commands: readonly ReadmeCommand[], port: number): string {
    const steps = commands.map(({ command, mayFail }, index) => {
        const adapted = command
            .replaceAll(EMULATOR, `${EMULATOR} --port ${port}`)
            .replaceAll(USUAL_PORT, `:${port}`);
        const output = `"$LOG/${index}"`;
        const background = /^(.*)&\s*(#.*)?$/.exec(adapted)?.[1];
        if (background !== undefined) {
            // What it prints later belongs to no command.
            return `${background} > ${output}.background 2>&1 &
until grep -q ready ${output}.background; do kill -0 $! || exit 1; sleep 0.2; done
cp ${output}.background ${output}`;
        }
        return `{ ${adapted}
} > ${output} 2>&1
status=$?; echo $status > ${output}.exit
${mayFail ? "(exit $status)" : "[ $status = 0 ] || exit 1"}`;
    });
    return [PREPARATION, ...steps, "exit 0"].join("\n");
}

function environmentOf({ home, modules }: ReadmeShell, log: string): NodeJS.ProcessEnv {
    const path = process.env.PATH?.split(delimiter).filter(
        // What the repository has installed is not there for somebody who copies an example.
        (folder) => !folder.endsWith("node_modules/.bin"),
    );
    return {
        ...isolatedEnvironment(home),
        PATH: path?.join(delimiter),
        PULUMI_NODEJS_TSCONFIG_PATH: undefined,
        // `npm run typecheck` has checked the types. Each preview would do so again, for most of its time.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        NO_COLOR: "1",
        // Answers the question of `pulumi up`.
        PULUMI_SKIP_CONFIRMATIONS: "true",
        MODULES: modules,
        LOG: log,
    };
}

/** Runs the commands of a README one after the other, and gives what came out otherwise, in words. */
export async function runReadme(
    commands: readonly ReadmeCommand[],
    shell: ReadmeShell,
): Promise<string[]> {
    const log = join(shell.home, "log");
    await mkdir(log, { recursive: true });
    await mkdir(join(shell.home, "state"));
    const script = join(shell.home, "commands.sh");
    const port = await freePort();
    await writeFile(script, toScript(commands, port));
    // A group of its own, so that what runs in the background ends with it.
    const child = spawn("bash", [script], {
        cwd: shell.project,
        env: environmentOf(shell, log),
        stdio: "ignore",
        detached: true,
    });
    await new Promise((finished) => child.on("exit", finished));
    endGroup(child.pid);
    const differences = await Promise.all(
        commands.map(async (command, index) => {
            const path = join(log, String(index));
            const output = (await textOf(path))?.replaceAll(`:${port}`, USUAL_PORT);
            const exitCode = (await textOf(`${path}.exit`))?.trim();
            return difference(command, output, exitCode);
        }),
    );
    return differences.flat();
}

function endGroup(pid: number | undefined): void {
    try {
        if (pid !== undefined) process.kill(-pid);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
}

const textOf = (path: string): Promise<string | undefined> =>
    readFile(path, "utf8").catch(() => undefined);

function difference(
    { line, command, output: expected, mayFail }: ReadmeCommand,
    output: string | undefined,
    exitCode = "0",
): string[] {
    const where = `README.md:${line}: ${command}`;
    if (output === undefined) return [`${where}: was not run`];
    if (!mayFail && exitCode !== "0") return [`${where}: exited with ${exitCode}:\n${output}`];
    if (expected === undefined || isAsExpected(output, expected)) return [];
    return [`${where}\n--- expected:\n${expected}\n--- found:\n${output}`];
}
