import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyExamples, EXAMPLE_NAMES, installForAll, readExample } from "./examples.testSupport";
import { readBlocks, readCommands } from "./readmeCommands.testSupport";
import { runReadme } from "./readmeRun.testSupport";

/** Examples whose commands need a forge: another test runs them. */
const ELSEWHERE = ["continuous-integration"];

describe("the examples, outside of the repository, by the commands of their READMEs", () => {
    let folder: string;

    beforeAll(async () => {
        folder = await realpath(await mkdtemp(join(tmpdir(), "bytenite examples ")));
        await installForAll(join(folder, "installed"));
    });

    afterAll(() => rm(folder, { recursive: true, force: true }));

    test.each(EXAMPLE_NAMES.filter((name) => !ELSEWHERE.includes(name)))("%s", async (name) => {
        const home = join(folder, name);
        const copies = join(home, "examples");
        await copyExamples(copies);
        const commands = readBlocks(readExample(name, "README.md"))
            .filter(({ language, notRun }) => language === "console" && notRun === undefined)
            .flatMap(readCommands);
        expect(commands).not.toEqual([]);

        const differences = await runReadme(commands, {
            project: join(copies, name),
            home,
            modules: join(folder, "installed/node_modules"),
        });

        expect(differences.join("\n\n")).toBe("");
    });
});
