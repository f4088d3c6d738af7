import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Emulator } from "bytenite-emulator";
import { app, startTestEmulator } from "./support/emulator";
import { install, packPackages, registryPackages } from "./support/packages";
import { Backend } from "./support/stack";

const LARGEST_PROVIDER_TEXT_BYTES = 300;
const PROGRAM = `
import * as bytenite from "pulumi-bytenite";

const render = new bytenite.App("render", { tag: "render@1.0" });
export const gpu = render.deviceRequirements.gpu;
export const all = bytenite.getAppsOutput({ status: "active" }).apply((apps) => apps.length);
`;
const UNIT_TEST = `
const pulumi = require("@pulumi/pulumi");
const { useTestCatalogue } = require("pulumi-bytenite/testing");
useTestCatalogue([{ name: "render", version: "1.0", status: "inactive" }]);
pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
    call: () => ({}),
});
const { App } = require("pulumi-bytenite");
new App("render", { tag: "render" }).status.apply((status) => console.log("status:", status));
`;
const RULES_TEST = `
cases:
  - case: production refuses what nobody knows
    stack: shop/prod
    app: { tag: render@1.0, deviceRequirements: { gpu: [quantum 9000] } }
    finds: [{ rule: gpu-known, level: mandatory, app: render@1.0 }]
`;
const RULES_TEST_RUNNER = `
const { checkRules } = require("pulumi-bytenite-policies/testing");
const { writeFileSync } = require("node:fs");
writeFileSync("bytenite.rules.yaml", "rules: { all: disabled, gpu-known: mandatory }");
checkRules("bytenite.rules.test.yaml").then(() => console.log("as expected"));
`;

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
        const files = {
            "package.json": JSON.stringify({ name: "infrastructure", private: true }),
            "Pulumi.yaml": "name: infrastructure\nruntime: nodejs\n",
            // As `pulumi new typescript` writes it.
            "tsconfig.json": JSON.stringify({
                compilerOptions: {
                    strict: true,
                    target: "es2020",
                    module: "nodenext",
                    types: ["node"],
                },
                files: ["index.ts"],
            }),
            "index.ts": PROGRAM,
            "unitTest.js": UNIT_TEST,
        };
        for (const [name, content] of Object.entries(files)) {
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
            PULUMI_NODEJS_TSCONFIG_PATH: undefined,
        });

        await stack.succeed("up");

        expect(await stack.outputs()).toEqual({ gpu: ["nvidia l4"], all: 1 });
        const [resource] = await stack.resources();
        for (const properties of [resource?.inputs, resource?.outputs]) {
            const text = String(properties?.__provider);
            expect(text).toBe('exports.handler = () => require("pulumi-bytenite/appProvider");');
            expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LARGEST_PROVIDER_TEXT_BYTES);
        }
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

        await writeFile(
            join(project, "forgetful.js"),
            UNIT_TEST.replace(/^useTestCatalogue.*$/m, ""),
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
});
