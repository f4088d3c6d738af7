// Runs a program, and ends it when stdin is closed: that happens even if the set-up is killed. An npm
// or a compiler that outlived it would write into the next run's work.
import { spawn } from "node:child_process";
import process from "node:process";

const GRACE = 500;

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, {
    // Windows finds npm, a .cmd file, only through a shell.
    shell: process.platform === "win32" && command === "npm",
    stdio: ["ignore", "inherit", "inherit"],
});
child.on("error", (error) => {
    console.error(`${command}: ${error.message}`);
    process.exit(1);
});
child.on("exit", (code, signal) => {
    if (signal) {
        console.error(`${command} was ended by ${signal}`);
    }
    process.exit(code ?? 1);
});

process.stdin.resume().on("end", () => {
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), GRACE);
});
// The set-up decides what a signal means, and closes stdin.
["SIGINT", "SIGTERM", "SIGHUP"].forEach((signal) => process.on(signal, () => {}));
