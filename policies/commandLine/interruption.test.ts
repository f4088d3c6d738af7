import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { COMMAND, useCommand } from "./commandLine.testSupport";

const { folder } = useCommand();

it.each([
    ["SIGINT", 130, "ok"],
    ["SIGTERM", 143, "ok"],
    ["SIGINT", 130, "bytenite.rules.test.yaml"],
] as const)("%s ends `test`, and all that it started: exit code %d", async (signal, code, seen) => {
    const temporary = join(folder, `temporary ${signal} ${seen}`);
    mkdirSync(temporary);
    const app = "{ tag: other@1.0, deviceRequirements: { minMemory: 2 } }";
    const cases = Array.from({ length: 2000 }, (_, index) => `  - { case: ${index}, app: ${app} }`);
    writeFileSync(
        join(folder, "bytenite.rules.test.yaml"),
        ["today: 2026-01-15", "stack: shop/prod", "cases:", ...cases, ""]
            .join("\n")
            .replaceAll(/case: (\d+)/g, 'case: "$1"'),
    );
    const child = spawn(process.execPath, [COMMAND, "test"], {
        cwd: folder,
        env: { ...process.env, PWD: folder, TMPDIR: temporary },
    });
    const [output, errors]: [string[], string[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => {
        output.push(chunk.toString());
        if (output.join("").includes(seen)) child.kill(signal);
    });
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk.toString()));
    const [status] = (await once(child, "close")) as [number | null];
    expect([status, errors.join("")]).toEqual([code, ""]);
    expect(readdirSync(temporary)).toEqual([]);
});
