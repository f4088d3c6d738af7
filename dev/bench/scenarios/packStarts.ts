import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { alternate } from "../measure/alternate";
import { ALL_RULES, NO_RULES } from "../contestants";
import type { Measurements } from "../measurements";

const RUNNER = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
/** Of the engine, which a pack doesn't call while it starts. */
const NOBODY = "127.0.0.1:0";

/** How long a pack takes until it says at which port it can be called. */
export async function measurePackStarts(repetitions: number): Promise<Measurements["packStarts"]> {
    const contestants = [NO_RULES, ALL_RULES];
    const times = await alternate(
        repetitions,
        Object.fromEntries(
            contestants.map(({ name, policyPack = "" }) => [name, () => start(policyPack)]),
        ),
    );
    return Object.entries(times).map(([contestant, ms]) => ({ contestant, ms }));
}

async function start(folder: string): Promise<number> {
    const begin = performance.now();
    const child = spawn(process.execPath, [RUNNER, NOBODY, folder], {
        cwd: folder,
        stdio: ["ignore", "pipe", "inherit"],
    });
    await once(createInterface(child.stdout), "line");
    const ms = performance.now() - begin;
    const ended = once(child, "exit");
    child.kill();
    await ended;
    return ms;
}
