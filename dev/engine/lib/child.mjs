import { spawn } from "node:child_process";
import { constants } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";

const GUARD = fileURLToPath(new URL("guard.mjs", import.meta.url));
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
    const child = spawn(process.execPath, [GUARD, command, ...args], { cwd, env });
    running.add(child);
    let output = "";
    let stdout = "";
    const keep = (text) => {
        output = (output + text).slice(-TAIL);
    };
    child.stdin.on("error", () => {});
    child.stderr.setEncoding("utf8").on("data", keep);
    child.stdout.setEncoding("utf8").on("data", (text) => {
        stdout = (stdout + text).slice(-TAIL);
        keep(text);
    });
    const end = () => {
        keep(`\n${command} took longer than ${timeout / 1000} s`);
        child.stdin.end();
    };
    const timer = timeout && setTimeout(end, timeout);
    return new Promise((resolve) => {
        child.on("close", (code) => {
            clearTimeout(timer);
            running.delete(child);
            // An ending set-up must not take what it has ended for a failure, and report it.
            if (!ending) {
                resolve({ ok: code === 0, output: output.trim(), stdout: stdout.trim() });
            }
        });
    });
}

/**
 * From here on, a signal that should end this process ends its children first, then runs `clean`.
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
            await endChildren();
            clean();
            process.exit(128 + constants.signals[signal]);
        };
        process.on(signal, end);
        return () => process.off(signal, end);
    });
    return () => handlers.forEach((remove) => remove());
}

async function endChildren() {
    const children = [...running];
    const ended = children.map((child) => new Promise((resolve) => child.on("close", resolve)));
    children.forEach((child) => child.stdin.end());
    await Promise.all(ended);
}
