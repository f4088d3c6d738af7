import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, type Emulator, type EmulatorOptions } from "bytenite-emulator";
import { API_KEY } from "../../dev/support/emulator";
import { runInProcess, type Ended } from "../../dev/support/inProcess";
import { COMMAND, run as commandLine } from "../commandLine/commandLine.testSupport";

/** An emulator for each test, and the command line beside it, which asks it. */
export function useLiveCommand(options: EmulatorOptions = {}) {
    const folder = mkdtempSync(join(tmpdir(), "bytenite doors "));
    let emulator: Emulator;
    beforeEach(async () => {
        emulator = await startEmulator({ apiKeys: [API_KEY], ...options });
    });
    afterEach(() => emulator.close());
    afterAll(() => rmSync(folder, { recursive: true }));
    return {
        folder,
        get emulator() {
            return emulator;
        },
        /** @param started gets the process, to do something to it. Absent: the tests' own process runs it */
        run: (
            args: string[],
            environment: NodeJS.ProcessEnv = {},
            started?: (child: ChildProcess) => void,
        ): Promise<Ended> => {
            const whole = {
                // Nothing of the machine's own: neither credentials nor a proxy.
                PATH: process.env.PATH,
                HOME: folder,
                BYTENITE_TODAY: "2026-01-15",
                BYTENITE_RETRIES: "0",
                BYTENITE_ENDPOINT: emulator.url,
                BYTENITE_API_KEY: API_KEY,
                ...environment,
            };
            return started
                ? runProcess(folder, args, whole, started)
                : runInProcess(commandLine, args, { folder, environment: whole });
        },
    };
}

function runProcess(
    folder: string,
    args: string[],
    environment: NodeJS.ProcessEnv,
    started: (child: ChildProcess) => void,
): Promise<Ended> {
    const child = spawn(process.execPath, [COMMAND, ...args], {
        cwd: folder,
        stdio: ["ignore", "pipe", "pipe"],
        env: environment,
    });
    const ended: Ended = { status: null, stdout: "", stderr: "" };
    child.stdout.on("data", (chunk: Buffer) => (ended.stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (ended.stderr += chunk.toString()));
    started(child);
    return new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (status) => resolve({ ...ended, status }));
    });
}
