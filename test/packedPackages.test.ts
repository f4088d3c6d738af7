import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Emulator } from "bytenite-emulator";
import { app, startTestEmulator } from "../dev/support/emulator";
import { install, packPackages, registryPackages } from "../dev/support/packages";
import { AS_USERS_HAVE_IT } from "../dev/support/isolation";
import { Backend, type Stack } from "../dev/support/stack";
import { saveState } from "./savedState.testSupport";
import { PROJECT, RULES_TEST, RULES_TEST_RUNNER, UNIT_TEST } from "./packedPackages.testSupport";

const execute = promisify(execFile);

describe("the packed packages, installed into an empty project", () => {
    let folder: string;
    let project: string;
    let emulator: Emulator;
    let backend: Backend;
    let environment: NodeJS.ProcessEnv;

    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), "bytenite packed "));
        project = join(folder, "infrastructure");
        await mkdir(project);
        ({ emulator, environment } = await startTestEmulator([
            app("render", { deviceRequirements: { minMemory: 16, gpu: ["nvidia l4"] } }),
        ]));
        backend = await Backend.create();

        const tarballs = await packPackages(folder);
        for (const [name, content] of Object.entries(PROJECT)) {
            await writeFile(join(project, name), content);
        }
        await install(project, [
            ...tarballs,
            ...(await registryPackages("@pulumi/pulumi", "typescript", "ts-node", "@types/node")),
        ]);
    });

    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
        await rm(folder, { recursive: true, force: true });
    });

    test("up, state and policy pack", async () => {
        const stack = await backend.stackOf(project, "packed", {
            ...environment,
            ...AS_USERS_HAVE_IT,
        });

        await stack.succeed("up");

        const gpu = ["nvidia l4"];
        const ofSelection = { tags: ["render@1.0"], ofTeam: gpu };
        expect(await stack.outputs()).toEqual({ gpu, all: 1, ...ofSelection });
        const providers = (await stack.resources()).flatMap(({ inputs, outputs }) =>
            [inputs, outputs].map((properties) => String(properties?.__provider)),
        );
        expect([...new Set(providers)].sort()).toEqual([
            'exports.handler = () => require("pulumi-bytenite/appProvider");',
            'exports.handler = () => require("pulumi-bytenite/selection");',
        ]);
        await stack.succeed("refresh");
        await stack.succeed("preview", "--expect-no-changes");

        const rules = join(folder, "rules.json");
        const gpuAllowed = { enforcementLevel: "mandatory", allow: ["tesla t4"] };
        await writeFile(rules, JSON.stringify({ "gpu-allowed": gpuAllowed }));
        const pack = "node_modules/pulumi-bytenite-policies";
        for (const form of [pack, `${pack}/bin/policy-pack`]) {
            const refused = await stack.run(
                "preview",
                ...["--policy-pack", form, "--policy-pack-config", rules],
            );
            expect(refused.exitCode).not.toBe(0);
            expect(refused.stdout).toContain('render@1.0 lists "nvidia l4", which is not allowed');
        }
        await cp(join(project, pack, "starter.rules.yaml"), join(project, "bytenite.rules.yaml"));
        const judged = await stack.succeed("preview", "--policy-pack", pack);
        expect(judged).toContain("render@1.0");
        await stack.succeed("destroy");
    });

    test("the rules that it ships can be tested and shown", async () => {
        const pack = join(project, "node_modules/pulumi-bytenite-policies");
        for (const name of ["starter", "strict"]) {
            await cp(join(pack, `${name}.rules.yaml`), join(project, "bytenite.rules.yaml"));
            const { stdout } = await execute("npx", ["bytenite-policies", "rules", "shop/prod"], {
                cwd: project,
            });
            expect(stdout).toContain("gpu-known: mandatory");
            expect(
                JSON.parse(await readFile(join(pack, "bytenite.rules.schema.json"), "utf8")),
            ).toMatchObject({ type: "object" });
        }
        await writeFile(join(project, "bytenite.rules.test.yaml"), RULES_TEST);
        await writeFile(join(project, "rulesTest.js"), RULES_TEST_RUNNER);
        const { stdout } = await execute("node", ["rulesTest.js"], { cwd: project });
        expect(stdout).toBe("as expected\n");
    });

    test("its types are good for a strict compiler that checks libraries too", async () => {
        await execute("npx", ["tsc", "--noEmit", "--skipLibCheck", "false"], { cwd: project });
    });

    test("a unit test under Pulumi's mocks has a catalogue to look up", async () => {
        const { stdout } = await execute("node", ["unitTest.js"], { cwd: project });
        expect(stdout).toContain("status: inactive");

        const [, program = ""] = /^(new App.*)$/m.exec(UNIT_TEST) ?? [];
        await writeFile(join(project, "late.js"), `${UNIT_TEST}${program}\n`);
        await expect(execute("node", ["late.js"], { cwd: project })).rejects.toMatchObject({
            code: 1,
            stderr: expect.stringContaining(
                'App "render": The test catalogue was undone before this look-up began',
            ) as string,
        });

        await writeFile(
            join(project, "forgetful.js"),
            UNIT_TEST.replace(/useTestCatalogue\(.*\);$/m, "() => undefined;"),
        );
        const forgetful = execute("node", ["forgetful.js"], { cwd: project });
        await expect(forgetful).rejects.toMatchObject({
            code: 1,
            stderr: expect.stringContaining(
                'App "render": The program runs under Pulumi\'s mocks, but has no catalogue to look apps up in.',
            ) as string,
        });
    });

    test("the emulator's command starts", async () => {
        const { stdout } = await execute("npx", ["bytenite-emulator", "--help"], { cwd: project });
        expect(stdout).toContain("--catalogue");
    });

    test("only a library of the program has it: the preview says so, and what to do", async () => {
        // As pnpm lays a workspace out.
        const workspace = join(folder, "workspace");
        const modules = join(workspace, "infra/node_modules");
        await mkdir(join(modules, "@pulumi"), { recursive: true });
        await mkdir(join(workspace, "library"));
        await symlink(join(project, "node_modules"), join(workspace, "library/node_modules"));
        await symlink(join(workspace, "library"), join(modules, "library"));
        await symlink(
            join(project, "node_modules/@pulumi/pulumi"),
            join(modules, "@pulumi/pulumi"),
        );
        await writeFile(
            join(workspace, "library/index.js"),
            'const { App } = require("pulumi-bytenite"); exports.app = (tag) => new App(tag, { tag });',
        );
        const infra = join(workspace, "infra");
        await writeFile(join(infra, "Pulumi.yaml"), "name: infra\nruntime: nodejs\n");
        await writeFile(join(infra, "package.json"), '{ "name": "infra", "main": "index.js" }');
        await writeFile(
            join(infra, "index.js"),
            'const { app } = require("library"); ["render", "render@1.0"].forEach(app);',
        );
        const stack = await backend.stackOf(infra, "workspace", environment);

        const { exitCode, stdout } = await stack.run("preview");

        expect(exitCode).not.toBe(0);
        expect(stdout).toContain(
            `App "render": Pulumi's engine starts the provider of an App in the program's folder, ${infra}, where pulumi-bytenite can't be found: only a library that the program uses has it. Make it a dependency of the project too, for example: npm install pulumi-bytenite (pnpm add, yarn add). One more look-up failed for the same reason. [PROVIDER_NOT_INSTALLED]`,
        );
        expect(stdout).not.toContain("Cannot find module");

        await symlink(
            join(project, "node_modules/pulumi-bytenite"),
            join(modules, "pulumi-bytenite"),
        );
        await stack.succeed("up");
        await stack.succeed("destroy");
    });

    describe("removing the package", () => {
        const MISSING = /Cannot find module 'pulumi-bytenite\/(appProvider|selection)'/;
        const EMPTY_PROGRAM = "export const nothing = true;\n";
        let stack: Stack;
        let restoreState: () => Promise<void>;

        const name = "pulumi-bytenite";
        const installed = () => join(project, "node_modules", name);
        const uninstall = () => rename(installed(), join(folder, "taken-away"));
        const installAgain = () => rename(join(folder, "taken-away"), installed());

        beforeAll(async () => {
            stack = await backend.stackOf(project, "removed", {
                ...environment,
                ...AS_USERS_HAVE_IT,
                // Tests above check the types.
                PULUMI_NODEJS_TRANSPILE_ONLY: "true",
            });
            await stack.succeed("up");
            restoreState = await saveState(stack);
            await writeFile(join(project, "index.ts"), EMPTY_PROGRAM);
        });
        beforeEach(() => restoreState());

        test("after an update without its Apps, nothing asks for it", async () => {
            await stack.succeed("up");
            await uninstall();
            try {
                await stack.succeed("up");
                await stack.succeed("refresh");
                await stack.succeed("destroy");
            } finally {
                await installAgain();
            }
        });

        test.each(["up", "refresh", "destroy"])(
            "%s before that fails, and loses nothing: install it again, or take its Apps out of the state",
            async (command) => {
                await uninstall();
                try {
                    const { exitCode, stdout } = await stack.run(command);
                    expect(exitCode).not.toBe(0);
                    expect(stdout).toMatch(MISSING);
                } finally {
                    await installAgain();
                }
                const ids = (await stack.resources()).map(({ id }) => id);
                expect(ids.sort()).toEqual(["render@1.0", "team"]);
                await stack.succeed(command);
            },
        );

        test("its resources can be taken out of the state without it", async () => {
            await uninstall();
            try {
                for (const { urn } of await stack.resources()) {
                    await stack.succeed("state", "delete", urn, "--yes");
                }
                await stack.succeed("up");
                await stack.succeed("destroy");
            } finally {
                await installAgain();
            }
        });
    });
});
