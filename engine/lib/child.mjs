import { spawn } from "node:child_process";
import { constants } from "node:os";
import process from "node:process";

const TAIL = 8000;
const running = new Set();
let ending = false;

/**
 * Runs a program without a terminal, and keeps the end of what it prints.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env: Record<string, string | undefined>, timeout?: number}} options
 *     timeout: in milliseconds; the program is ended then
 * @returns {Promise<{ok: boolean, output: string, stdout: string}>} output: stdout and stderr. Never
 *     rejects: a program that cannot be started, or takes too long, is not ok, and the output says so
 */
export function run(command, args, { cwd, env, timeout }) {
    return new Promise((resolve) => {
        // Windows finds npm, a .cmd file, only through a shell.
        const shell = process.platform === "win32" && command === "npm";
        const stdio = ["ignore", "pipe", "pipe"];
        const child = spawn(command, args, { cwd, env, shell, stdio, timeout });
        running.add(child);
        let output = "";
        let stdout = "";
        const keep = (chunk) => {
            output = (output + chunk).slice(-TAIL);
        };
        child.stdout.setEncoding("utf8").on("data", (chunk) => {
            stdout = (stdout + chunk).slice(-TAIL);
            keep(chunk);
        });
        child.stderr.setEncoding("utf8").on("data", keep);
        child.on("error", (error) => {
            running.delete(child);
            resolve({ ok: false, output: `${command}: ${error.message}`, stdout: "" });
        });
        child.on("close", (code, signal) => {
            running.delete(child);
            if (ending) {
                return;
            }
            if (signal) {
                keep(`\n${command} was ended by ${signal}`);
            }
            resolve({ ok: code === 0, output: output.trim(), stdout: stdout.trim() });
        });
    });
}

/**
 * From here on, a signal that should end this process ends its children first, then runs `clean`:
 * an npm or a compiler that goes on writing would be in the way of the next run.
 * @param {() => void} clean
 * @returns {() => void} ends this arrangement
 */
export function endChildrenOnSignals(clean) {
    const handlers = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => {
        const end = async () => {
            if (ending) {
                return;
            }
            ending = true;
            await endChildren(signal);
            clean();
            process.exit(128 + constants.signals[signal]);
        };
        process.on(signal, end);
        return [signal, end];
    });
    return () => handlers.forEach(([signal, end]) => process.off(signal, end));
}

async function endChildren(signal) {
    const children = [...running];
    const ended = children.map((child) => new Promise((resolve) => child.on("close", resolve)));
    children.forEach((child) => child.kill(signal));
    const stubborn = setTimeout(() => children.forEach((child) => child.kill("SIGKILL")), 5000);
    await Promise.all(ended);
    clearTimeout(stubborn);
}
