import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const PAUSE_MS = 20;

interface ProcessRow {
    id: number;
    parent: number;
    commandLine: string;
}

/** The process and everything that it started, and that these started. */
export function processTree(root: number): number[] {
    const rows = livingProcesses();
    const below = (id: number): number[] => [
        id,
        ...rows.filter(({ parent }) => parent === id).flatMap((row) => below(row.id)),
    ];
    return below(root);
}

/** Those of the processes that still run. */
export function stillRunning(ids: number[]): number[] {
    const living = new Set(livingProcesses().map(({ id }) => id));
    return ids.filter((id) => living.has(id));
}

/** The command lines of running processes that have a text in them. */
export function commandLinesWith(text: string): string[] {
    return livingProcesses()
        .map(({ commandLine }) => commandLine)
        .filter((commandLine) => commandLine.includes(text));
}

/** Kills those of the processes that still run, and waits until none does. */
export async function endProcesses(ids: number[]): Promise<void> {
    for (const id of stillRunning(ids)) {
        try {
            process.kill(id, "SIGKILL");
        } catch {
            // It ended by itself in the meantime.
        }
    }
    while (stillRunning(ids).length > 0) await wait(PAUSE_MS);
}

function livingProcesses(): ProcessRow[] {
    return process.platform === "linux" ? rowsOfProc() : rowsOfPs();
}

/** Slim images of Linux have no ps. */
function rowsOfProc(): ProcessRow[] {
    const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return ids.flatMap((id) => {
        try {
            const stat = readFileSync(`/proc/${id}/stat`, "utf8");
            // The command's name comes before, in parentheses, and may itself have spaces and parentheses.
            const [status, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
            if (status === "Z") return [];
            const commandLine = readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ");
            return [{ id: Number(id), parent: Number(parent), commandLine }];
        } catch {
            // It ended in the meantime.
            return [];
        }
    });
}

function rowsOfPs(): ProcessRow[] {
    const columns = ["-A", "-ww", "-o", "pid=,ppid=,stat=,args="];
    return execFileSync("ps", columns, { encoding: "utf8" })
        .trim()
        .split("\n")
        .map((line) => line.trim().split(/\s+/))
        .filter(([, , status]) => !status?.startsWith("Z"))
        .map(([id, parent, , ...words]) => ({
            id: Number(id),
            parent: Number(parent),
            commandLine: words.join(" "),
        }));
}
