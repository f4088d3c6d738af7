import { spawn } from "node:child_process";
import process from "node:process";
import { Problem, reportProblems } from "./lib/problem.mjs";
import { setUp } from "./setUp.mjs";

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"];

await reportProblems(async () => {
    const [command, ...args] = process.argv.slice(2);
    if (!command) {
        throw new Problem("Usage: node dev/engine/run.mjs COMMAND [ARGUMENT...]");
    }
    const { project } = await setUp(process.env);
    // Asking for a newer Pulumi takes time, and it fails where there is no network.
    const env = { PULUMI_SKIP_UPDATE_CHECK: "true", ...project.env };
    const { code, signal } = await passOn(command, args, env);
    if (signal) {
        process.kill(process.pid, signal);
    }
    process.exitCode = code;
});

/** Runs a command in this one's place: it has the terminal, and gets the signals. */
function passOn(command, args, env) {
    const shell = process.platform === "win32";
    const child = spawn(command, args, { env, stdio: "inherit", shell });
    const handlers = FORWARDED.map((signal) => {
        const forward = () => {
            // Ctrl-C has reached the child already, and a second SIGINT means "at once" to Pulumi.
            if (signal !== "SIGINT" || !hasTerminal()) {
                child.kill(signal);
            }
        };
        process.on(signal, forward);
        return () => process.off(signal, forward);
    });
    return new Promise((resolve, reject) => {
        child.on("error", (error) =>
            reject(new Problem(`${command} cannot be started: ${error.message}`)),
        );
        child.on("exit", (code, signal) => {
            handlers.forEach((remove) => remove());
            resolve({ code, signal });
        });
    });
}

function hasTerminal() {
    return process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
}
