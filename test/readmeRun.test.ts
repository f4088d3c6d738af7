import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReadmeCommand } from "./readmeCommands.testSupport";
import { runReadme } from "./readmeRun.testSupport";

const command = (line: number, text: string): ReadmeCommand => ({
    line,
    command: text,
    mayFail: false,
});

describe("runReadme", () => {
    let home: string;

    beforeAll(async () => {
        home = await mkdtemp(join(tmpdir(), "bytenite readme "));
        await mkdir(join(home, "bin"));
        await mkdir(join(home, "project"));
    });

    afterAll(() => rm(home, { recursive: true }));

    async function run(npx: string, commands: ReadmeCommand[]): Promise<string[]> {
        await writeFile(join(home, "bin/npx"), `#!/bin/sh\n${npx}\n`, { mode: 0o755 });
        const [project, firstOnPath] = [join(home, "project"), join(home, "bin")];
        return runReadme(commands, { home, project, firstOnPath, modules: home });
    }

    test.each(["npx bytenite-emulator --admin &", "npx bytenite-emulator --admin"])(
        "tells what a server said that did not start, and what came after it: %s",
        async (server) => {
            const commands = [command(1, server), command(2, "true")];
            expect(await run("echo address in use; exit 2", commands)).toEqual([
                `README.md:1: ${server}: exited with 1:\naddress in use\n`,
                "README.md:2: true: was not run",
            ]);
        },
    );

    test("goes on once a server is ready, and ends it", async () => {
        const commands = [
            command(1, "npx bytenite-emulator &"),
            command(2, "kill $!; wait $! || true"),
        ];
        expect(await run("echo ready; exec sleep 3600", commands)).toEqual([]);
    });
});
