import { setTimeout as wait } from "node:timers/promises";
import type { Emulator } from "bytenite-emulator";
import { app, startTestEmulator } from "../dev/support/emulator";
import { processTree, stillRunning } from "../dev/support/processes";
import { reach } from "../dev/support/reach";
import { Backend, type CommandResult, type RunningCommand, type Stack } from "../dev/support/stack";

const PAUSE_MS = 50;

/** Ends when everything that the command started has ended. */
async function pressCtrlC({ child, result }: RunningCommand): Promise<CommandResult> {
    const started = processTree(child.pid ?? 0);
    child.kill("SIGINT");
    const ended = await result;
    while (stillRunning(started).length > 0) await wait(PAUSE_MS);
    return ended;
}

describe("Ctrl-C while ByteNite does not answer", () => {
    let emulator: Emulator;
    let backend: Backend;
    let stack: Stack;

    beforeAll(async () => {
        let environment: NodeJS.ProcessEnv;
        ({ emulator, environment } = await startTestEmulator([app("render"), app("train")]));
        backend = await Backend.create();
        stack = await backend.stack("interrupted", {
            // As long as a test may take, so that only Ctrl-C can have ended it.
            environment: {
                ...environment,
                ...{ BYTENITE_TIMEOUT: "600", BYTENITE_BUDGET: "3600", BYTENITE_RETRIES: "10" },
            },
        });
        await stack.setTags("render", "train");
        await stack.succeed("up");
    });
    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    /** Presses Ctrl-C when a look-up is under way. */
    async function interrupt(command: string): Promise<CommandResult> {
        emulator.clearRequests();
        emulator.faults = [{ operation: "getAppByTag", hang: true }];
        const running = stack.start(command);
        await reach(running, () => emulator.countRequests("getAppByTag") > 0);
        return pressCtrlC(running);
    }

    // The program looks up in a preview and in an update, the provider's process in a refresh.
    test.each(["preview", "up", "refresh"])("ends a %s, and loses nothing", async (command) => {
        const before = await stack.facts();
        const { exitCode, stdout, stderr } = await interrupt(command);
        expect(exitCode).not.toBe(0);
        expect(stdout + stderr).not.toMatch(/^\s+at /m);
        expect(await stack.facts()).toEqual(before);
        emulator.faults = [];
        await stack.succeed("preview", "--expect-no-changes");
    });
});

describe("waiting for a status", () => {
    let emulator: Emulator;
    let backend: Backend;
    let stack: Stack;
    const catalogue = (status: string) => ({ apps: [app("render", { status })] });

    beforeAll(async () => {
        let environment: NodeJS.ProcessEnv;
        ({ emulator, environment } = await startTestEmulator(catalogue("inactive").apps));
        backend = await Backend.create();
        stack = await backend.stack("waiting", { environment });
        await stack.setTags("render");
        await stack.configure({ requireStatus: "active" });
    });
    beforeEach(() => {
        emulator.setCatalogue(catalogue("inactive"));
        emulator.clearRequests();
    });
    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    test("goes on when the app has it, and says meanwhile how it stands", async () => {
        await stack.configure({ waitFor: "600" });
        const running = stack.start("preview");
        await reach(running, () => emulator.countRequests("getAppByTag") > 0);
        emulator.setCatalogue(catalogue("active"));
        const { exitCode, stdout } = await running.result;
        expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
        expect(stdout).toMatch(
            /Waiting for the app "render" to become "active": it is "inactive" \(\d+ of 600 s\)\./,
        );
    });

    test("ends when the time is up, and says so", async () => {
        await stack.configure({ waitFor: "1" });
        const { exitCode, stdout } = await stack.run("preview");
        expect(exitCode).not.toBe(0);
        expect(stdout).toContain(
            'App "render": The app "render" has the status "inactive" after 1 s of waiting, but "active" is required.',
        );
    });

    test("ends at once by Ctrl-C", async () => {
        await stack.configure({ waitFor: "3600" });
        const running = stack.start("preview");
        await reach(running, () => emulator.countRequests("getAppByTag") > 0);
        const { exitCode } = await pressCtrlC(running);
        expect(exitCode).not.toBe(0);
    });
});
