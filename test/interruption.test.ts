import { setTimeout as wait } from "node:timers/promises";
import type { Emulator } from "bytenite-emulator";
import { app, startTestEmulator } from "../dev/support/emulator";
import { processTree, stillRunning } from "../dev/support/processes";
import { Backend, type CommandResult, type Stack } from "../dev/support/stack";

const PAUSE_MS = 50;

describe("Ctrl-C while ByteNite does not answer", () => {
    let emulator: Emulator;
    let backend: Backend;
    let stack: Stack;

    beforeAll(async () => {
        let environment: NodeJS.ProcessEnv;
        ({ emulator, environment } = await startTestEmulator([app("render"), app("train")]));
        backend = await Backend.create();
        stack = await backend.stack("interrupted", {
            // Longer than a test may take, so that only Ctrl-C can have ended it.
            environment: { ...environment, BYTENITE_TIMEOUT: "600", BYTENITE_BUDGET: "3600" },
        });
        await stack.setTags("render", "train");
        await stack.succeed("up");
    });
    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    /** Presses Ctrl-C when a look-up is under way, and waits for the end of everything that was started. */
    async function interrupt(command: string): Promise<CommandResult> {
        emulator.clearRequests();
        emulator.faults = [{ operation: "getAppByTag", hang: true }];
        const { child, result } = stack.start(command);
        while (emulator.countRequests("getAppByTag") === 0) await wait(PAUSE_MS);
        const started = processTree(child.pid ?? 0);
        child.kill("SIGINT");
        const ended = await result;
        while (stillRunning(started).length > 0) await wait(PAUSE_MS);
        return ended;
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
        const { result } = stack.start("preview");
        while (emulator.countRequests("getAppByTag") === 0) await wait(PAUSE_MS);
        emulator.setCatalogue(catalogue("active"));
        const { exitCode, stdout } = await result;
        expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
        expect(stdout).toContain(
            'Waiting for the app "render" to become "active": it is "inactive" (0 of 600 s).',
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
        const { child, result } = stack.start("preview");
        while (emulator.countRequests("getAppByTag") === 0) await wait(PAUSE_MS);
        const started = processTree(child.pid ?? 0);
        child.kill("SIGINT");
        const { exitCode } = await result;
        expect(exitCode).not.toBe(0);
        while (stillRunning(started).length > 0) await wait(PAUSE_MS);
    });
});
