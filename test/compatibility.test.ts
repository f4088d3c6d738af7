import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startEmulator, type Emulator } from "bytenite-emulator";
import { install, packPackages } from "../dev/support/packages";
import { AS_USERS_HAVE_IT } from "../dev/support/isolation";
import { Backend, REPOSITORY } from "../dev/support/stack";

const execute = promisify(execFile);

const EXAMPLE = join(REPOSITORY, "test/fixtures/previousVersion/example");

/** The ends of what the packages promise to run on, each with what belongs to its time. */
const SURROUNDINGS = [
    {
        title: "the oldest Node, its npm, the oldest SDK and TypeScript",
        node: "22.9.0",
        npm: "10.8.3",
        sdk: "3.257.0",
        typescript: "4.7.4",
    },
    {
        title: "Node 24, npm 12, the newest SDK, and the newest TypeScript that it takes",
        node: "24",
        npm: "12.2.2",
        sdk: "3.276.0",
        typescript: "6.0.3",
    },
];

/** The same from an ES module, where names must be found without running the package. */
const MODULE = `
import { App, getApps } from "pulumi-bytenite";
import { policies } from "pulumi-bytenite-policies";
import { startEmulator } from "bytenite-emulator";
import { describeTag } from "./names.mjs";

export const found = [App, getApps, policies, startEmulator].every(Boolean);
export const tag = new App("image-generator", { tag: describeTag() }).record().tag;
`;

/** The Node to test with: an npm package for this platform. Jest can't load the ES module that names it. */
async function nodePackage(version: string): Promise<string> {
    const print = `import { NODE_PACKAGES } from "./dev/engine/pins.mjs";
        console.log(NODE_PACKAGES[\`\${process.platform}-\${process.arch}\`].name);`;
    const { stdout } = await execute(process.execPath, ["--input-type=module", "-e", print], {
        cwd: REPOSITORY,
    });
    return `node-of-test@npm:${stdout.trim()}@${version}`;
}

describe.each(SURROUNDINGS)("the packed packages on $title", (surroundings) => {
    const { node, npm, sdk, typescript } = surroundings;
    let folder: string;
    let project: string;
    let backend: Backend;
    let emulator: Emulator;
    let environment: NodeJS.ProcessEnv;

    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), "bytenite-compatibility-"));
        const tools = join(folder, "tools");
        await mkdir(tools);
        await writeFile(join(tools, "package.json"), '{ "private": true }');
        await install(tools, [await nodePackage(node), `npm@${npm}`]);
        const bin = join(tools, "node_modules/node-of-test/bin");
        const npmCli = join(tools, "node_modules/npm/bin/npm-cli.js");

        emulator = await startEmulator();
        backend = await Backend.create();
        environment = {
            PATH: [bin, process.env.PATH].join(":"),
            BYTENITE_ENDPOINT: emulator.url,
            BYTENITE_API_KEY: "emulator-api-key",
            ...AS_USERS_HAVE_IT,
        };
        // The previous version's example, unchanged.
        project = join(folder, "project");
        await cp(EXAMPLE, project, { recursive: true });
        const { dependencies, devDependencies } = JSON.parse(
            await readFile(join(EXAMPLE, "package.json"), "utf8"),
        ) as Record<string, Record<string, string>>;
        const tarballs = await packPackages(folder);
        const wanted = [
            ...tarballs,
            ...Object.entries({
                ...dependencies,
                ...devDependencies,
                "@pulumi/pulumi": sdk,
                typescript,
            })
                .filter(([name]) => name !== "pulumi-bytenite")
                .map(([name, version]) => `${name}@${version}`),
        ];
        const options = ["install", "--prefer-offline", "--no-audit", "--engine-strict"];
        const { stderr } = await execute(join(bin, "node"), [npmCli, ...options, ...wanted], {
            cwd: project,
            env: { ...process.env, PATH: environment.PATH },
        });
        // Unsuited engines and peers are told by it. What it says of scripts that it does not run is no matter.
        expect(stderr.split("\n").filter((line) => /EBADENGINE|ERESOLVE/.test(line))).toEqual([]);
    });

    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
        await rm(folder, { recursive: true, force: true });
    });

    test("run the previous version's example, and judge it", async () => {
        const stack = await backend.stackOf(project, "compatible", environment);

        await stack.succeed("up");

        expect(await stack.outputs()).toMatchObject({
            imageGeneratorApp: { tag: "img-gen-diffusers@4.0", version: "4.0" },
            requirements: { minCpu: 4, minMemory: 8, gpu: ["NVIDIA GeForce RTX 4090"] },
            t4Tags: ["video-transcoding@1.0"],
        });
        const rules = join(folder, "rules.json");
        const gpuAllowed = { enforcementLevel: "mandatory", allow: ["T4"] };
        await writeFile(rules, JSON.stringify({ "gpu-allowed": gpuAllowed }));
        const pack = "node_modules/pulumi-bytenite-policies";
        const judged = await stack.run(
            "preview",
            ...["--policy-pack", pack, "--policy-pack-config", rules],
        );
        expect(judged.exitCode).not.toBe(0);
        expect(judged.stdout).toContain('"NVIDIA GeForce RTX 4090", which is not allowed');
        await stack.succeed("destroy");
    });

    test("compile under a strict compiler of that time", async () => {
        const compiler = join(project, "node_modules/typescript/bin/tsc");
        await execute(process.execPath, [compiler, "--noEmit", "--project", project]);
    });

    test("run a program of ES modules", async () => {
        const esm = join(folder, "project/esm");
        await mkdir(esm);
        const files = {
            "Pulumi.yaml": "name: esm\nruntime: { name: nodejs, options: { typescript: false } }\n",
            "package.json": '{ "name": "esm", "type": "module", "main": "index.mjs" }',
            "index.mjs": MODULE,
            "names.mjs": 'export const describeTag = () => "img-gen-diffusers@4.0";\n',
        };
        for (const [name, text] of Object.entries(files)) await writeFile(join(esm, name), text);
        const stack = await backend.stackOf(esm, "esm", environment);

        await stack.succeed("up");

        expect(await stack.outputs()).toEqual({ found: true, tag: "img-gen-diffusers@4.0" });
        await stack.succeed("destroy");
    });
});
