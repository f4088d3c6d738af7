import type { Emulator } from "bytenite-emulator";
import { API_KEY, app, startTestEmulator } from "../dev/support/emulator";
import { Backend, type Stack } from "../dev/support/stack";

describe("BYTENITE_LOG=debug", () => {
    let emulator: Emulator;
    let backend: Backend;
    let stack: Stack;

    beforeAll(async () => {
        let environment: NodeJS.ProcessEnv;
        ({ emulator, environment } = await startTestEmulator([app("render")]));
        backend = await Backend.create();
        stack = await backend.stack("debug", {
            environment: { ...environment, BYTENITE_LOG: "debug" },
        });
        await stack.setTags("render");
    });
    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    // The program looks up in a preview and in an update, the provider's process in a refresh.
    test.each(["preview", "up", "refresh"])("shows each attempt of a %s", async (command) => {
        emulator.faults = [{ operation: "getAppByTag", status: 503, times: 1 }];
        const { exitCode, stdout, stderr } = await stack.run(command);
        const output = stdout + stderr;
        expect(exitCode).toBe(0);
        expect(output).toMatch(/bytenite POST \/auth\/access_token 200 \d+ ms attempt 1/);
        expect(output).toMatch(/bytenite GET \/dev\/apps\/render 503 \d+ ms attempt 1/);
        expect(output).toMatch(/bytenite GET \/dev\/apps\/render 200 \d+ ms attempt 2/);
        expect(output).not.toContain(API_KEY);
    });

    test("is nothing by default", async () => {
        stack.environment = { ...stack.environment, BYTENITE_LOG: "" };
        const { stdout, stderr } = await stack.run("preview");
        expect(stdout + stderr).not.toContain("/dev/apps");
    });
});
