import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "bytenite-emulator";
import { REPOSITORY } from "../../support/isolation";
import { Backend, type Stack } from "../../support/stack";
import { RULES_FILE, type Contestant } from "../contestants";
import { measureCommand } from "../measure/command";
import { typicalRecords } from "../typicalApp";
import type { CommandSample, Operation, StateMeasurement } from "../measurements";

/** What a contestant did with one new stack. */
export interface Life {
    /** Without `refresh` and `destroy` for a contestant that is about policies: they run none. */
    samples: Partial<Record<Operation, CommandSample>>;
    state: Pick<StateMeasurement, "bytesPerApp" | "providerBytes">;
}

/** A thousand apps on a busy machine. */
const LONGEST_COMMAND_MS = 1_200_000;

/**
 * The life of a stack, in a backend of its own, so that no stack pays for the history of another.
 * @throws Error with the output of a command that fails
 */
export async function live(
    { program, policyPack, environment = {} }: Contestant,
    apps: number,
    emulator: Emulator,
): Promise<Life> {
    const backend = await Backend.create();
    try {
        const stack = await backend.stack("bench", {
            program: join(REPOSITORY, "dev/bench/programs", program),
            environment: {
                BYTENITE_ENDPOINT: emulator.url,
                BYTENITE_API_KEY: "emulator-api-key",
                BYTENITE_RULES_FILE: RULES_FILE,
                ...environment,
            },
        });
        stack.longestCommand = LONGEST_COMMAND_MS;
        await stack.succeed("config", "set", "count", String(apps));
        const snapshot = join(backend.folder, "snapshot.json");
        await writeFile(snapshot, JSON.stringify(typicalRecords(apps)));
        await stack.succeed("config", "set", "snapshot", snapshot);
        const policies = policyPack === undefined ? [] : ["--policy-pack", policyPack];
        const up = await measureCommand(stack, "up", policies, emulator);
        const state = await measureState(stack, apps);
        const preview = await measureCommand(stack, "preview", policies, emulator);
        if (policyPack !== undefined) return { samples: { up, preview }, state };
        const refresh = await measureCommand(stack, "refresh", [], emulator);
        const destroy = await measureCommand(stack, "destroy", [], emulator);
        return { samples: { up, preview, refresh, destroy }, state };
    } finally {
        await backend.dispose();
    }
}

async function measureState(stack: Stack, apps: number): Promise<Life["state"]> {
    const resources = await stack.resources();
    const bytes = Buffer.byteLength(JSON.stringify(resources));
    const provider = resources[0]?.inputs?.__provider;
    return {
        bytesPerApp: Math.round(bytes / apps),
        providerBytes: typeof provider === "string" ? Buffer.byteLength(provider) : 0,
    };
}
