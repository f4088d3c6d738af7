import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Emulator } from "bytenite-emulator";
import { AS_USERS_HAVE_IT } from "../dev/support/isolation";
import { app, startTestEmulator } from "../dev/support/emulator";
import { Backend, REPOSITORY, type CommandResult } from "../dev/support/stack";
import { EXAMPLES } from "./examples.testSupport";

const GOOD = app("good", { deviceRequirements: { minCpu: 2, minMemory: 8, gpu: ["tesla t4"] } });
const BAD = app("bad", { deviceRequirements: { minCpu: 2, minMemory: 8, gpu: ["nvidia h100"] } });
const OTHER_PACK = `
const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("other", {
    policies: [{
        name: "never",
        description: "Nothing passes.",
        enforcementLevel: "mandatory",
        validateStack: (_stack, report) => report("The other pack refuses."),
    }],
});
`;

/** The README's commands, of apps that were judged, are tried by examples.test.ts. */
describe("the example of the Automation API says that apps may be deployed only when they were judged", () => {
    let emulator: Emulator;
    let backend: Backend;
    let environment: NodeJS.ProcessEnv;
    let project: string;

    beforeEach(async () => {
        ({ emulator, environment } = await startTestEmulator([GOOD, BAD]));
        backend = await Backend.create();
        project = join(backend.folder, "automation-api");
        await cp(join(EXAMPLES, "automation-api"), project, {
            recursive: true,
            filter: (path) => basename(path) !== "node_modules",
        });
        symlinkSync(join(REPOSITORY, "node_modules"), join(project, "node_modules"));
    });

    afterEach(async () => {
        await emulator.close();
        await backend.dispose();
    });

    const run = (...tags: string[]): Promise<CommandResult> =>
        new Promise((finished) => {
            const env = { ...backend.environment, ...environment, ...AS_USERS_HAVE_IT };
            const args = ["--transpile-only", "index.ts", ...tags];
            execFile("ts-node", args, { cwd: project, env }, (error, stdout, stderr) => {
                const exitCode = error ? (typeof error.code === "number" ? error.code : 1) : 0;
                finished({ exitCode, stdout, stderr });
            });
        });
    const write = (file: string, text: string) => writeFileSync(join(project, file), text);
    /** The preview has a second pack, which refuses everything. */
    const addOtherPack = () => {
        mkdirSync(join(project, "other"));
        write("other/PulumiPolicy.yaml", "runtime: nodejs\nmain: index.js\n");
        write("other/package.json", '{ "name": "other", "version": "1.0.0" }');
        write("other/index.js", OTHER_PACK);
        const program = readFileSync(join(project, "index.ts"), "utf8");
        write("index.ts", program.replace(/(policyPacks = \[.*)\]/, '$1, "other"]'));
    };

    test("an app that was judged", async () => {
        expect(await run("good@1.0")).toMatchObject({ exitCode: 0, stdout: "may be deployed\n" });
    });

    test.each<[string, () => void, string[], string]>([
        ["no app", () => undefined, [], "Nothing was judged: the stack has no app"],
        [
            "no rule that runs",
            () => write("bytenite.rules.yaml", "rules: { all: disabled }\n"),
            ["bad@1.0"],
            "Nothing was judged: ",
        ],
        [
            "no rules file",
            () => rmSync(join(project, "bytenite.rules.yaml")),
            ["bad@1.0"],
            "There is no rules file at ",
        ],
        ["an app that is not there", () => undefined, ["none@1.0"], "none@1.0"],
        ["a refusal of another pack", addOtherPack, ["good@1.0"], "The other pack refuses."],
    ])("%s is an error", async (_what, change, tags, why) => {
        change();

        const { exitCode, stdout, stderr } = await run(...tags);

        expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
        expect(stderr).toContain(why);
    });

    test("a refusal of both packs is one of the rules, too", async () => {
        addOtherPack();
        const { exitCode, stdout } = await run("bad@1.0");
        expect({ exitCode, last: stdout.trim().split("\n").at(-1) }).toEqual({
            exitCode: 1,
            last: "refused",
        });
        expect(stdout).toMatch(/^mandatory gpu-allowed: bad@1\.0 lists "nvidia h100"/m);
    });
});
