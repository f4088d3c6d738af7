import { join } from "node:path";
import { startEmulator, type Emulator } from "bytenite-emulator";
import { Backend, REPOSITORY } from "../dev/support/stack";

describe("the examples, on the sample apps", () => {
    let emulator: Emulator;
    let backend: Backend;
    let environment: NodeJS.ProcessEnv;

    beforeAll(async () => {
        emulator = await startEmulator();
        environment = { BYTENITE_ENDPOINT: emulator.url, BYTENITE_API_KEY: "emulator-api-key" };
        backend = await Backend.create();
    });

    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    const example = (name: string) => join(REPOSITORY, "examples", name);

    test("apps-as-outputs", async () => {
        const stack = await backend.stack("apps", {
            program: example("apps-as-outputs"),
            environment,
        });

        await stack.succeed("up");

        expect(await stack.outputs()).toMatchObject({
            imageGeneratorApp: { tag: "img-gen-diffusers@4.0", version: "4.0" },
            requirements: { minCpu: 4, minMemory: 8, gpu: ["NVIDIA GeForce RTX 4090"] },
            t4Tags: ["video-transcoding@1.0"],
        });
    });

    test("stack-reference", async () => {
        const readyMade = await backend.stack("ready-made", { environment });
        await readyMade.setTags("hello-world", "llama4-app-gpu@1");
        await readyMade.succeed("up");
        const stack = await backend.stack("reference", { program: example("stack-reference") });
        await stack.succeed(
            ...["config", "set", "appsStack", "organization/bytenite-apps/ready-made"],
        );

        await stack.succeed("up");

        expect(await stack.outputs()).toEqual({
            pinnedTags: {
                "hello-world": "hello-world@0.1",
                "llama4-app-gpu": "llama4-app-gpu@1.0",
            },
        });
    });
});
