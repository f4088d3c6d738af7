import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "bytenite-emulator";
import { Backend, type Stack } from "../../support/stack";
import { RULES_FILE, type Contestant } from "../contestants";
import { measureCommand } from "../measure/command";
import { typicalRecords } from "../typicalApp";
import type { CommandSample, Operation, StateMeasurement } from "../measurements";
import { environmentOf, writeProgram } from "./program";

/** What a contestant did with one new stack. */
export interface Life {
    /** Without `refresh` and `destroy` for a short one. */
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
    { program, form = "JavaScript", isShort, policyPack, environment = {} }: Contestant,
    apps: number,
    emulator: Emulator,
): Promise<Life> {
    const backend = await Backend.create();
    try {
        const folder = join(backend.folder, "bench");
        await writeProgram(program, form, folder);
        const stack = await backend.stackOf(folder, "bench", {
            BYTENITE_ENDPOINT: emulator.url,
            BYTENITE_API_KEY: "emulator-api-key",
            BYTENITE_RULES_FILE: RULES_FILE,
            ...environmentOf(form),
            ...environment,
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
        if (isShort) return { samples: { up, preview }, state };
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
