import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Stack } from "../dev/support/stack";

/**
 * Keeps the state of a stack in files as it is now. The function brings it back, in place of an update for each test.
 * Throws if the stack has no state.
 */
export async function saveState({ backend, name }: Stack): Promise<() => Promise<void>> {
    const states = join(backend.folder, "state/.pulumi/stacks");
    const file = readdirSync(states, { recursive: true, encoding: "utf8" }).find((path) =>
        path.endsWith(`/${name}.json`),
    );
    if (file === undefined) throw new Error(`The stack ${name} has no state in ${states}.`);
    const path = join(states, file);
    const saved = await readFile(path);
    return () => writeFile(path, saved);
}
