import { spawn, type ChildProcess } from "node:child_process";

const running = new Set<ChildProcess>();

/** What a command did. */
export interface CommandResult {
    exitCode: number;
    /** Standard output and standard error, in the order in which they came. */
    output: string;
}

/** Runs a command, and shows its output line by line unless it is `quiet`. */
export function run(
    command: string,
    args: string[],
    options: { cwd: string; env: NodeJS.ProcessEnv; quiet?: boolean },
): Promise<CommandResult> {
    return new Promise((finished, failed) => {
        const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
        running.add(child);
        let output = "";
        let line = "";
        const receive = (chunk: string): void => {
            output += chunk;
            const lines = (line + chunk).split("\n");
            line = lines.pop() ?? "";
            if (!options.quiet) for (const complete of lines) console.log(`    ${complete}`);
        };
        for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding("utf8").on("data", receive);
        }
        child.once("error", (error) => {
            running.delete(child);
            failed(error);
        });
        child.once("close", (exitCode) => {
            running.delete(child);
            finished({ exitCode: exitCode ?? 1, output });
        });
    });
}

/**
 * Waits until what runs has stopped; Pulumi then has ended its plugins and released its lock.
 *
 * @param notify whether to ask it to stop. Where a terminal did, a second time would make Pulumi drop everything.
 */
export async function stopRunning(notify: boolean): Promise<void> {
    await Promise.all(
        [...running].map(
            (child) =>
                new Promise((closed) => {
                    child.once("close", closed);
                    if (notify) child.kill("SIGINT");
                }),
        ),
    );
}
