import type { AppDefinition, Emulator } from "bytenite-emulator";
import { API_KEY, app, startTestEmulator } from "../dev/support/emulator";
import { Gate } from "../dev/support/gate";
import { DATABASE_PASSWORD, PostgresqlServer } from "../dev/support/postgresql";
import { endProcesses, processTree } from "../dev/support/processes";
import { reach } from "../dev/support/reach";
import { Backend, type Stack } from "../dev/support/stack";

// docs/state-backends.md says what is tested here.

const REGISTRY_USER = "canary-registry-user-19ce";
const REGISTRY_TOKEN = "canary-registry-token-e07b";
const LOCKED = "the stack is currently locked by 1 lock(s)";

const privately = (name: string): AppDefinition =>
    app(name, {
        deviceRequirements: { minMemory: 16, gpu: ["nvidia l4"] },
        platformConfig: {
            container: "registry.example/private:1",
            privateImage: true,
            username: REGISTRY_USER,
            token: REGISTRY_TOKEN,
        },
    });
const APPS = ["first", "second", "third", "fourth", "last"];

async function ids(stack: Stack): Promise<(string | undefined)[]> {
    const resources = await stack.resources();
    return resources.map(({ id }) => id).sort();
}

describe.each([
    ["files", undefined],
    ["PostgreSQL", () => PostgresqlServer.start()],
])("states in %s", (_name, startServer) => {
    let emulator: Emulator;
    let environment: NodeJS.ProcessEnv;
    let gate: Gate;
    let backend: Backend;
    const leftBehind: number[] = [];
    /** Grows with what was started: also where the rest can't be, nothing stays. */
    const cleanUps: (() => Promise<void>)[] = [];

    beforeAll(async () => {
        const server = await startServer?.();
        if (server) cleanUps.push(() => server.stop());
        ({ emulator, environment } = await startTestEmulator(APPS.map(privately)));
        cleanUps.push(() => emulator.close());
        gate = await Gate.start();
        cleanUps.push(() => gate.stop());
        backend = await Backend.create(server);
        cleanUps.push(() => backend.dispose());
    });

    afterAll(async () => {
        await endProcesses(leftBehind);
        for (const cleanUp of cleanUps.reverse()) await cleanUp();
    });

    async function heldStack(name: string): Promise<Stack> {
        const stack = await backend.stack(name, { program: "held-update", environment });
        await stack.configure({ gate: gate.url });
        return stack;
    }

    test("a stack's life, and another stack that reads its apps", async () => {
        const producer = await backend.stack("producer");
        await producer.succeed("config", "set", "bytenite:endpoint", emulator.url);
        await producer.succeed("config", "set", "--secret", "bytenite:apiKey", API_KEY);
        await producer.setTags("first", "second@1.0");
        await producer.succeed("preview");
        await producer.succeed("up");
        await producer.succeed("refresh");
        await producer.succeed("preview", "--expect-no-changes");
        const { apps } = await producer.outputs<{ apps: Record<string, object> }>();
        expect(Object.keys(apps)).toEqual(["first", "second"]);

        const consumer = await backend.stack("consumer", { program: "consumer" });
        const producerName = "organization/bytenite-apps/producer";
        await consumer.configure({ appsStack: producerName, key: "second" });
        await consumer.succeed("up");
        expect(await consumer.outputs()).toEqual({ gpu: ["nvidia l4"] });

        await producer.succeed("destroy");
        expect(await ids(producer)).toEqual([]);
    });

    test("updates of two stacks at the same time", async () => {
        const blue = await backend.stack("blue", { environment });
        const green = await backend.stack("green", { environment });
        await blue.setTags("first", "second", "third");
        await green.setTags("third", "fourth", "last");

        await Promise.all([blue.succeed("up"), green.succeed("up")]);

        expect(await ids(blue)).toEqual(["first", "second", "third"]);
        expect(await ids(green)).toEqual(["fourth", "last", "third"]);
    });

    test("a second update of a stack while one is under way is refused", async () => {
        const stack = await heldStack("contended");
        gate.shut();
        const update = stack.start("up");
        await reach(update, () => gate.isHoldingSomebody);

        const refused = await stack.run("up");

        expect(refused.exitCode).not.toBe(0);
        expect(refused.stderr).toContain(LOCKED);
        expect(refused.stdout + refused.stderr).not.toContain(DATABASE_PASSWORD);
        gate.open();
        expect(await update.result).toMatchObject({ exitCode: 0 });
        expect(await ids(stack)).toEqual(["first", "last", "quick", "second", "slow"]);
        await stack.succeed("preview", "--expect-no-changes");
    });

    describe("an update that is killed on its way", () => {
        let stack: Stack;

        beforeAll(async () => {
            stack = await heldStack("killed");
            gate.shut();
            emulator.clearRequests();
            emulator.faults = [{ operation: "getAppByTag", tag: "last", hang: true }];
            const update = stack.start("up");
            const isLookedUp = () => emulator.requests.some(({ tag }) => tag === "last");
            await reach(update, () => gate.isHoldingSomebody && isLookedUp());
            // The engine's programs are in process groups of their own, and outlive it.
            leftBehind.push(...processTree(update.child.pid as number));
            update.child.kill("SIGKILL");
            await update.result;
        });

        test("leaves a state with what was made, and with what was begun", async () => {
            const { pending_operations: pending = [] } = await stack.state();
            expect(await ids(stack)).toEqual(["first", "quick", "second"]);
            expect(pending.map(({ type, resource }) => [type, resource.urn])).toEqual([
                ["creating", expect.stringMatching(/::slow$/)],
            ]);
        });

        test("leaves a lock, which pulumi cancel removes", async () => {
            const refused = await stack.run("up");
            expect(refused.exitCode).not.toBe(0);
            expect(refused.stderr).toContain(LOCKED);
            await stack.succeed("cancel", "--yes");
        });

        test("the next update makes the rest, once, beside what the killed one left running", async () => {
            gate.open();
            emulator.faults = [];

            const warned = await stack.succeed("up");

            expect(warned).toMatch(/::slow, interrupted while creating/);
            expect(warned).toMatch(/\+ 2 created\s+4 unchanged/);
            expect(await ids(stack)).toEqual(["first", "last", "quick", "second", "slow"]);
        });

        test("a refresh forgets what was begun, and then all is as it was never killed", async () => {
            await stack.succeed("refresh", "--clear-pending-creates");

            expect((await stack.state()).pending_operations).toBeUndefined();
            await endProcesses(leftBehind);
            await stack.succeed("preview", "--expect-no-changes");
            expect(await ids(stack)).toEqual(["first", "last", "quick", "second", "slow"]);
        });
    });

    test("no credential lies in the backend in the clear", () => {
        const content = backend.content();
        // The rest would hold of a text without any state too.
        expect(content).toContain('"hasRegistryCredentials"');
        for (const canary of [API_KEY, REGISTRY_USER, REGISTRY_TOKEN, DATABASE_PASSWORD]) {
            expect(content).not.toContain(canary);
        }
    });
});
