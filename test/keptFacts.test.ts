import type { Emulator } from "bytenite-emulator";
import { app, startTestEmulator } from "../dev/support/emulator";
import { Backend, POLICY_PACK, type CommandResult, type Stack } from "../dev/support/stack";
import { saveState } from "./savedState.testSupport";

const ACCEPTED = app("render", {
    deviceRequirements: { minCpu: 2, minMemory: 16, gpu: ["tesla t4"] },
    description: "before",
});
/** What was pushed behind Pulumi's back: only live facts tell. */
const REPUSHED = app("render", {
    deviceRequirements: { minCpu: 2, minMemory: 64, gpu: ["NVIDIA H100"] },
    description: "after",
});
const RULES = {
    rules: {
        all: "disabled",
        "gpu-allowed": { enforcementLevel: "mandatory", allow: ["t4"] },
        "stack-memory-total": { enforcementLevel: "mandatory", maximum: 32 },
    },
};
const FROZEN = { minCpu: 2, minMemory: 16, gpu: ["tesla t4"] };

describe("facts that a program keeps from changing", () => {
    let emulator: Emulator;
    let environment: NodeJS.ProcessEnv;
    let backend: Backend;
    let stack: Stack;
    let restoreState: () => Promise<void>;

    beforeAll(async () => {
        ({ emulator, environment } = await startTestEmulator([]));
        backend = await Backend.create();
        stack = await backend.stack("kept", { program: "kept-facts", environment });
        await stack.setRules(RULES);
        emulator.setCatalogue({ apps: [ACCEPTED, app("other")] });
        await keep({});
        await stack.succeed("up", "--policy-pack", POLICY_PACK);
        restoreState = await saveState(stack);
    });
    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });
    beforeEach(async () => {
        await restoreState();
        emulator.setCatalogue({ apps: [REPUSHED, app("other")] });
    });

    async function keep(kept: {
        ignoreChanges?: string[];
        transform?: object;
        isSecret?: boolean;
    }): Promise<void> {
        const { ignoreChanges = [], transform = {}, isSecret = false } = kept;
        await stack.configure({
            isSecret: String(isSecret),
            ignoreChanges: JSON.stringify(ignoreChanges),
            transform: JSON.stringify(transform),
        });
    }
    const preview = (): Promise<CommandResult> =>
        stack.run("preview", "--policy-pack", POLICY_PACK);

    test.each([
        ["ignoreChanges: one fact", { ignoreChanges: ["deviceRequirements"] }],
        [
            "ignoreChanges: parts of a fact",
            { ignoreChanges: ["deviceRequirements.gpu", "deviceRequirements.minMemory"] },
        ],
        [
            "ignoreChanges: an entry of a list",
            { ignoreChanges: ["deviceRequirements.gpu[0]", "deviceRequirements.minMemory"] },
        ],
        ["a transform of one fact", { transform: { deviceRequirements: FROZEN } }],
        ["both", { ignoreChanges: ["description"], transform: { deviceRequirements: FROZEN } }],
    ])("%s: rules judge what ByteNite says now", async (_what, kept) => {
        await keep(kept);
        const { exitCode, stdout } = await preview();
        expect(exitCode).not.toBe(0);
        expect(stdout).toContain('render lists "NVIDIA H100", which is not allowed');
        const update = await stack.run("up", "--policy-pack", POLICY_PACK);
        expect(update.exitCode).not.toBe(0);
        expect(update.stdout).toContain('render lists "NVIDIA H100", which is not allowed');
        // Without a pack the program has its way.
        await stack.succeed("up");
        const [resource] = await stack.resources();
        expect(resource?.outputs?.deviceRequirements).toEqual(FROZEN);
        expect(resource?.outputs).not.toHaveProperty("lookedUp");
    });

    test.each([
        ["", false],
        [", also of an app whose tag is a secret", true],
    ])("rules about the stack judge what ByteNite says now, too%s", async (_what, isSecret) => {
        await stack.setRules({
            rules: { ...RULES.rules, "gpu-allowed": "disabled" },
        });
        await keep({ ignoreChanges: ["deviceRequirements"], isSecret });
        const { exitCode, stdout } = await preview();
        await stack.setRules(RULES);
        expect(exitCode).not.toBe(0);
        expect(stdout).toMatch(/\[mandatory\].* stack-memory-total/);
        expect(stdout).toContain("The stack's only app asks for 64 GB of memory");
    });

    test.each([
        ["ignoreChanges: everything", { ignoreChanges: ["*"] }],
        [
            "ignoreChanges: what was looked up as well",
            { ignoreChanges: ["deviceRequirements", "lookedUp"] },
        ],
        [
            "a transform of what was looked up",
            { transform: { deviceRequirements: FROZEN, lookedUp: null } },
        ],
    ])("%s: rules say that they can't judge", async (_what, kept) => {
        await keep(kept);
        const { exitCode, stdout } = await preview();
        expect(exitCode).not.toBe(0);
        expect(stdout).toContain("render can't be judged: the facts that arrive don't come with");
        expect(stdout).toContain("Name in ignoreChanges the properties that are meant");
    });

    test.each([
        ["a transform", { transform: { tag: "other" } }],
        ["a transform to another version of it", { transform: { tag: "render@1.0" } }],
    ])("%s of the tag is refused, with and without a pack", async (_what, kept) => {
        await keep(kept);
        for (const result of [await preview(), await stack.run("preview")]) {
            expect(result.exitCode).not.toBe(0);
            expect(result.stdout).toContain(
                `the app was looked up by "render", but the tag that arrives is "${kept.transform.tag}"`,
            );
        }
    });

    test("what is ignored and no rule asks about stays ignored", async () => {
        emulator.setCatalogue({
            apps: [{ ...ACCEPTED, description: "after" }, app("other")],
        });
        await keep({ ignoreChanges: ["description", "hash", "revision", "updatedAt"] });
        await stack.succeed("preview", "--policy-pack", POLICY_PACK, "--expect-no-changes");
    });

    test("a state says in its inputs what was kept, and no longer when it isn't", async () => {
        await stack.setRules({ rules: { all: "disabled" } });
        await keep({ ignoreChanges: ["deviceRequirements"] });
        await stack.succeed("up");
        const [kept] = await stack.resources();
        expect(kept?.inputs?.lookedUp).toEqual({
            deviceRequirements: { minCpu: 2, minMemory: 64, gpu: ["NVIDIA H100"] },
        });
        await keep({});
        await stack.succeed("up");
        const [free] = await stack.resources();
        expect(free?.inputs).not.toHaveProperty("lookedUp");
        await stack.setRules(RULES);
    });
});
