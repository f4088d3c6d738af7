import { spawn } from "node:child_process";
import { readFile, mkdir, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { freePort } from "../dev/support/freePort";
import { isolatedEnvironment } from "../dev/support/isolation";
import { isAsExpected, type ReadmeCommand } from "./readmeCommands.testSupport";
import { toScript, USUAL_PORT } from "./readmeScript.testSupport";

/** Where the commands of a README run. */
export interface ReadmeShell {
    /** The project, whose README it is. */
    project: string;
    /** An empty folder, for what Pulumi writes. */
    home: string;
    /** The folder that `npm install` puts into a project. */
    modules: string;
    /** A folder of commands that come before those of the system. */
    firstOnPath?: string;
    /** What the environment has besides. */
    environment?: NodeJS.ProcessEnv;
    /** The page that has the commands. Default: README.md. */
    page?: string;
    /** Whether a page that shows what a command prints may leave out what it tells on standard error. */
    isErrorApart?: boolean;
}

function environmentOf({ home, modules, firstOnPath, environment }: ReadmeShell, log: string) {
    const path = (process.env.PATH ?? "").split(delimiter).filter(
        // What the repository has installed is not there for somebody who copies an example.
        (folder) => !folder.endsWith("node_modules/.bin"),
    );
    return {
        ...isolatedEnvironment(home),
        PATH: [...(firstOnPath ? [firstOnPath] : []), ...path].join(delimiter),
        PULUMI_NODEJS_TSCONFIG_PATH: undefined,
        // `npm run typecheck` has checked the types. Each preview would do so again, for most of its time.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        NO_COLOR: "1",
        // Answers the question of `pulumi up`.
        PULUMI_SKIP_CONFIRMATIONS: "true",
        ...environment,
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
    await rm(log, { recursive: true, force: true });
    await mkdir(log);
    await mkdir(join(shell.home, "state"), { recursive: true });
    const script = join(shell.home, "commands.sh");
    const port = await freePort();
    await writeFile(
        script,
        toScript(commands, { port, isErrorApart: shell.isErrorApart ?? false }),
    );
    // A group of its own, so that what runs in the background ends with it.
    const child = spawn("bash", [script], {
        cwd: shell.project,
        env: environmentOf(shell, log),
        stdio: "ignore",
        detached: true,
    });
    await new Promise((finished) => child.on("exit", finished));
    endGroup(child.pid);
    const asAtHome = (text: string | undefined): string | undefined => {
        const moved = text?.replaceAll(shell.project, "/home/me");
        // A word of a shell, which the temporary folder's own name has put in quotes.
        return /[^\w./-]/.test(shell.project)
            ? moved?.replace(/'(\/home\/me[\w./-]*)'/g, "$1")
            : moved;
    };
    const differences = await Promise.all(
        commands.map(async (command, index) => {
            const read = async (name: string) =>
                asAtHome((await textOf(join(log, name)))?.replaceAll(`:${port}`, USUAL_PORT));
            const ended = {
                output: await read(`${index}`),
                messages: (await read(`${index}.messages`)) ?? "",
                exitCode: (await read(`${index}.exit`))?.trim() ?? "0",
            };
            return difference(command, ended, shell);
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

interface Ended {
    /** Absent: the command was not run. */
    output: string | undefined;
    messages: string;
    exitCode: string;
}

function difference(
    { line, command, output: expected, mayFail }: ReadmeCommand,
    { output, messages, exitCode }: Ended,
    { page = "README.md" }: ReadmeShell,
): string[] {
    const where = `${page}:${line}: ${command}`;
    if (output === undefined) return [`${where}: was not run`];
    const whole = output + messages;
    // Nothing but its exit code tells then whether it did its work.
    const highest = mayFail ? (expected === undefined ? 1 : 255) : 0;
    if (Number(exitCode) > highest) return [`${where}: exited with ${exitCode}:\n${whole}`];
    if (expected === undefined) return [];
    if (isAsExpected(whole, expected) || isAsExpected(output, expected)) return [];
    return [`${where}\n--- expected:\n${expected}\n--- found:\n${whole}`];
}
