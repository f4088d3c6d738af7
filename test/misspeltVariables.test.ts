import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "bytenite-emulator";
import { app, startTestEmulator } from "../dev/support/emulator";
import { Backend, POLICY_PACK, type Stack } from "../dev/support/stack";

const MISSPELT = { BYTENITE_LOCKS: "CANARY", BYTENITE_RULE_FILE: "CANARY" };

describe("variables of the environment that are misspelt", () => {
    let emulator: Emulator;
    let backend: Backend;
    let stack: Stack;

    beforeAll(async () => {
        let environment: NodeJS.ProcessEnv;
        ({ emulator, environment } = await startTestEmulator([app("render")]));
        backend = await Backend.create();
        stack = await backend.stack("misspelt", { environment: { ...environment, ...MISSPELT } });
        await stack.setRules({ rules: { all: "disabled", "memory-minimum": { minimum: 1 } } });
        await stack.setTags("render");
    });
    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    const run = async (command: string, ...args: string[]) => {
        const { exitCode, stdout, stderr } = await stack.run(command, ...args);
        expect(exitCode).toBe(0);
        expect(stdout + stderr).not.toContain("CANARY");
        // What the provider's process says in a refresh begins with the word of the engine.
        return (stdout + stderr).replace(/\s+/g, " ").replaceAll("[runtime] ", "");
    };
    const question = (name: string, meant: string) =>
        `The environment has ${name}, which nothing here reads. Is ${meant} meant?`;
    const ofLock = question("BYTENITE_LOCKS", "BYTENITE_LOCK");
    const ofRules = question("BYTENITE_RULE_FILE", "BYTENITE_RULES_FILE");

    // The program reads settings in an update, the provider's process in a refresh.
    test.each(["up", "refresh"])("%s warns of the one that may be a setting", async (command) => {
        expect(await run(command)).toContain(`warning: ${ofLock}`);
    });

    test("the policy pack asks about the one that may be its own", async () => {
        expect(await run("preview", "--policy-pack", POLICY_PACK)).toContain(
            `ByteNite: ${ofRules}`,
        );
    });

    test("a program that enforces the rules warns of it", async () => {
        await stack.configure({ "bytenite-apps:rules": "enforce" });
        expect(await run("preview")).toContain(`warning: ${ofRules}`);

        await rm(join(stack.project, "bytenite.rules.yaml"));
        const { exitCode, stdout } = await stack.run("preview");
        expect(exitCode).not.toBe(0);
        expect(stdout).toContain("RULES_FILE_MISSING");
        expect(stdout.replace(/\s+/g, " ")).toContain(`warning: ${ofRules}`);
    });
});
