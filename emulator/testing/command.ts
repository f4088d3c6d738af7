import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";

const COMMAND = join(__dirname, "..", "dist", "commandLine.js");

/** The start-up line that scripts may wait for. */
export const READY = /^ByteNite emulator ready: (https?:\S+)$/m;

/** The command in a process of its own. */
export interface Command {
    child: ChildProcess;
    stdout: () => string;
    stderr: () => string;
    /** Resolves as soon as the output matches. Rejects if the command ends before. */
    until: (pattern: RegExp, of?: () => string) => Promise<RegExpExecArray>;
    exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

const started: ChildProcess[] = [];
afterEach(() => started.splice(0).forEach((child) => child.kill("SIGKILL")));

/** Starts the command. The end of the test ends it. */
export function start(...options: string[]): Command {
    const child = spawn(process.execPath, [COMMAND, ...options], {
        stdio: ["ignore", "pipe", "pipe"],
    });
    started.push(child);
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    const [stdout, stderr] = [() => out, () => err];
    return {
        child,
        stdout,
        stderr,
        until: (pattern, of = stdout) =>
            new Promise((resolve, reject) => {
                const look = () => {
                    const match = pattern.exec(of());
                    if (match) resolve(match);
                };
                child.stdout.on("data", look);
                child.stderr.on("data", look);
                child.once("close", () =>
                    reject(new Error(`ended without ${pattern}: ${out}${err}`)),
                );
                look();
            }),
        exit: new Promise((resolve) => {
            child.once("close", (code, signal) => resolve({ code, signal }));
        }),
    };
}
