import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";

/** The language host of the engine, and the engine. */
const GENERATIONS = 2;

/**
 * The working folders of the processes above this one, the nearest first. Empty where the system does not
 * tell, as on Windows.
 */
export function foldersOfAncestors(): string[] {
    const folders: string[] = [];
    let pid: number | undefined = process.ppid;
    for (let generation = 0; generation < GENERATIONS && pid !== undefined; generation += 1) {
        const folder = tell(folderOf, pid);
        if (folder !== undefined) folders.push(folder);
        pid = tell(parentOf, pid);
    }
    return folders;
}

function folderOf(pid: number): string | undefined {
    if (process.platform === "linux") return readlinkSync(`/proc/${pid}/cwd`);
    if (process.platform !== "darwin") return undefined;
    const lines = run("lsof", "-a", "-d", "cwd", "-p", String(pid), "-Fn").split("\n");
    return lines.find((line) => line.startsWith("n"))?.slice(1);
}

function parentOf(pid: number): number | undefined {
    const text =
        process.platform === "linux"
            ? /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
            : run("ps", "-o", "ppid=", "-p", String(pid));
    const parent = Number(text);
    return parent > 1 ? parent : undefined;
}

function run(command: string, ...args: string[]): string {
    return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

/** What can't be found out is no reason to stop: there may be another place that tells. */
function tell<Answer>(ask: (pid: number) => Answer | undefined, pid: number): Answer | undefined {
    try {
        return ask(pid);
    } catch {
        return undefined;
    }
}
