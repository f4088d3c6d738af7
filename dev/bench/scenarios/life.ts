import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "bytenite-emulator";
import { Backend, type Stack } from "../../support/stack";
import { RULES_FILE, type Contestant } from "../contestants";
import { measureCommand } from "../measure/command";
import { typicalRecords } from "../typicalApp";
import type { CommandSample, Operation, StateMeasurement } from "../measurements";
import { environmentOf, writeProgram } from "./program";

type State = Pick<StateMeasurement, "bytesPerApp" | "providerBytes">;

/** What a contestant does with one new stack, in a backend of its own, so that no stack pays for another's history. */
export class Life {
    /** What was run, in its order. */
    readonly samples: Partial<Record<Operation, CommandSample[]>> = {};
    /** Of the stack after its `up`. */
    state: State | undefined;

    private constructor(
        readonly contestant: Contestant,
        private readonly apps: number,
        private readonly emulator: Emulator,
        private readonly backend: Backend,
        private readonly stack: Stack,
    ) {}

    /** A stack that nothing has been run on. */
    static async begin(contestant: Contestant, apps: number, emulator: Emulator): Promise<Life> {
        const backend = await Backend.create();
        try {
            const stack = await createStack(contestant, apps, emulator, backend);
            return new Life(contestant, apps, emulator, backend, stack);
        } catch (error) {
            await backend.dispose();
            throw error;
        }
    }

    /** @throws Error with the output of a command that fails */
    async run(operation: Operation): Promise<void> {
        const { policyPack } = this.contestant;
        const isJudged = operation === "up" || operation === "preview";
        const options = isJudged && policyPack !== undefined ? ["--policy-pack", policyPack] : [];
        const sample = await measureCommand(this.stack, operation, options, this.emulator);
        (this.samples[operation] ??= []).push(sample);
        if (operation === "up") this.state = await measureState(this.stack, this.apps);
    }

    async end(): Promise<void> {
        await this.backend.dispose();
    }
}

async function createStack(
    { program, form = "JavaScript", environment = {} }: Contestant,
    apps: number,
    emulator: Emulator,
    backend: Backend,
): Promise<Stack> {
    const folder = join(backend.folder, "bench");
    await writeProgram(program, form, folder);
    const stack = await backend.stackOf(folder, "bench", {
        BYTENITE_ENDPOINT: emulator.url,
        BYTENITE_API_KEY: "emulator-api-key",
        BYTENITE_RULES_FILE: RULES_FILE,
        ...environmentOf(form),
        ...environment,
    });
    await stack.succeed("config", "set", "count", String(apps));
    const snapshot = join(backend.folder, "snapshot.json");
    await writeFile(snapshot, JSON.stringify(typicalRecords(apps)));
    await stack.succeed("config", "set", "snapshot", snapshot);
    return stack;
}

async function measureState(stack: Stack, apps: number): Promise<State> {
    const resources = await stack.resources();
    const bytes = Buffer.byteLength(JSON.stringify(resources));
    const provider = resources[0]?.inputs?.__provider;
    return {
        bytesPerApp: Math.round(bytes / apps),
        providerBytes: typeof provider === "string" ? Buffer.byteLength(provider) : 0,
    };
}
