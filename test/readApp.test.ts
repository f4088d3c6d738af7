import type { Emulator } from "bytenite-emulator";
import { app, startTestEmulator } from "../dev/support/emulator";
import { Backend, type Stack } from "../dev/support/stack";

describe("readApp", () => {
    let emulator: Emulator;
    let backend: Backend;
    let consumer: Stack;
    let producerEnvironment: NodeJS.ProcessEnv;

    beforeAll(async () => {
        ({ emulator, environment: producerEnvironment } = await startTestEmulator([
            app("render", { deviceRequirements: { minMemory: 16, gpu: ["nvidia l4"] } }),
        ]));
        backend = await Backend.create();
        const producer = await backend.stack("producer", { environment: producerEnvironment });
        await producer.setTags("render");
        await producer.succeed("up");
        // Without credentials: the other stack's outputs are enough.
        consumer = await backend.stack("consumer", { program: "consumer" });
        const producerName = "organization/bytenite-apps/producer";
        await consumer.configure({ appsStack: producerName });
    });

    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    test("gives an app of the ready-made stack by its key", async () => {
        await consumer.configure({ key: "render" });
        await consumer.succeed("up");
        expect(await consumer.outputs()).toEqual({ gpu: ["nvidia l4"] });
    });

    test.each([
        ["missing", 'bytenite-apps/producer has no output "missing"'],
        [
            "totals",
            'The output "totals" of the stack organization/bytenite-apps/producer is no app',
        ],
    ])("the key %s is one clean line", async (key, message) => {
        await consumer.configure({ key });
        const { exitCode, stdout } = await consumer.run("preview");
        expect(exitCode).not.toBe(0);
        expect(stdout).toContain(message);
        expect(stdout).not.toMatch(/^\s+at /m);
    });

    test("a record that doesn't say how old it is can't be fresh", async () => {
        await consumer.configure({ key: "render", maxAge: "60" });
        const { exitCode, stdout } = await consumer.run("preview");
        expect(exitCode).not.toBe(0);
        expect(stdout).toContain("Export app.record({ includeReadTime: true }) there.");
    });

    describe("of a stack with secrets", () => {
        beforeAll(async () => {
            const producer = await backend.stack("with-secrets", {
                program: "producer",
                environment: producerEnvironment,
            });
            await producer.succeed("up");
            consumer = await backend.stack("careful", { program: "consumer" });
            const name = "organization/producer/with-secrets";
            await consumer.configure({ appsStack: name });
        });

        test.each([
            ["open", ["nvidia l4"]],
            ["inner", ["nvidia l4"]],
            ["constructor", ["nvidia l4"]],
            ["hidden", "[secret]"],
        ])("the record %s is as secret as it was there", async (key, gpu) => {
            await consumer.configure({ key });
            await consumer.succeed("up");
            expect(await consumer.outputs()).toEqual({ gpu });
        });
    });
});
