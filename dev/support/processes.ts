import { execFileSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

const PAUSE_MS = 20;

interface ProcessRow {
    id: number;
    parent: number;
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
    const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" });
    return table
        .trim()
        .split("\n")
        .map((line) => line.trim().split(/\s+/))
        .filter(([, , status]) => !status?.startsWith("Z"))
        .map(([id, parent]) => ({ id: Number(id), parent: Number(parent) }));
}
