import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { install, PACKAGES, packPackages, registryPackages } from "../dev/support/packages";
import { AS_USERS_HAVE_IT } from "../dev/support/isolation";
import { Backend, REPOSITORY } from "../dev/support/stack";

const execute = promisify(execFile);

interface Manifest {
    name: string;
    exports: Record<string, string | { types: string; default: string }>;
}

const subpaths = PACKAGES.flatMap((folder) => {
    const text = readFileSync(join(REPOSITORY, folder, "package.json"), "utf8");
    const { name, exports } = JSON.parse(text) as Manifest;
    return Object.entries(exports).map(([path, target]) => ({
        specifier: path.replace(/^\./, name),
        isModule: typeof target !== "string",
    }));
});
const modules = subpaths.filter(({ isModule }) => isModule).map(({ specifier }) => specifier);
const files = subpaths.filter(({ isModule }) => !isModule).map(({ specifier }) => specifier);
const jsonFiles = files.filter((specifier) => specifier.endsWith(".json"));

/** How a compiler resolves an import: what it is told, and of which kind the program's modules are. */
interface Resolution {
    /** The oldest that the packages promise to work with, the last 5, 6, and the newest. */
    compiler: "typescript4" | "typescript5" | "typescript" | "typescript7";
    /** The first is what TypeScript 4 calls node10. */
    moduleResolution: "node" | "node10" | "node16" | "nodenext" | "bundler";
    module: "commonjs" | "esnext" | "node16" | "nodenext";
    type: "commonjs" | "module";
}

const resolutions: Resolution[] = [
    { compiler: "typescript4", moduleResolution: "node", module: "commonjs", type: "commonjs" },
    { compiler: "typescript4", moduleResolution: "node16", module: "node16", type: "commonjs" },
    { compiler: "typescript4", moduleResolution: "node16", module: "node16", type: "module" },
    // As many Pulumi projects have it, under the name "node". TypeScript 6 wants to be rid of it.
    { compiler: "typescript5", moduleResolution: "node10", module: "commonjs", type: "commonjs" },
    { compiler: "typescript5", moduleResolution: "node10", module: "esnext", type: "module" },
    ...(["typescript5", "typescript", "typescript7"] as const).flatMap((compiler): Resolution[] => [
        { compiler, moduleResolution: "node16", module: "node16", type: "commonjs" },
        { compiler, moduleResolution: "node16", module: "node16", type: "module" },
        { compiler, moduleResolution: "nodenext", module: "nodenext", type: "commonjs" },
        { compiler, moduleResolution: "nodenext", module: "nodenext", type: "module" },
        { compiler, moduleResolution: "bundler", module: "esnext", type: "module" },
    ]),
];

/** Imports whatever the packages have to give, and uses types, so that one that is not found is noticed. */
function programOf({ module, type }: Resolution): string {
    const attribute = type === "module" ? ' with { type: "json" }' : "";
    // There, TypeScript does not know the attribute that Node wants.
    const imported = module === "node16" && type === "module" ? [] : jsonFiles;
    return [
        ...modules.map((name, index) => `import * as m${index} from "${name}";`),
        ...imported.map((name, index) => `import j${index} from "${name}"${attribute};`),
        'import { App, type Settings } from "pulumi-bytenite";',
        'import { useTestCatalogue, type TestApp } from "pulumi-bytenite/testing";',
        'import { checkRules } from "pulumi-bytenite-policies/testing";',
        'export const settings: Settings = { lock: "frozen", lockFile: "bytenite.lock.json" };',
        "export const check: (file: string) => Promise<void> = checkRules;",
        'const app: TestApp = { name: "render", version: "1.0" };',
        "// @ts-expect-error -- a property that a known type does not have",
        "void app.nonsense;",
        "// @ts-expect-error -- arguments that are wrong for a known class",
        'export const wrong = () => new App("wrong", { label: "render" });',
        "useTestCatalogue([app])();",
        `const all: object[] = [${modules.map((_, index) => `m${index}`).join(", ")}];`,
        `all.push(${imported.map((_, index) => `j${index}`).join(", ")});`,
        "console.log(all.filter((found) => Object.keys(found).length > 0).length);",
    ].join("\n");
}

describe("the packed packages resolve", () => {
    let backend: Backend;
    /** Has the packages and Pulumi's SDK, and no TypeScript. */
    let project: string;

    beforeAll(async () => {
        backend = await Backend.create();
        project = await mkdtemp(join(tmpdir(), "bytenite-modules-"));
        await writeFile(join(project, "package.json"), '{ "name": "modules", "private": true }');
        const tarballs = await packPackages(project);
        await install(project, [...tarballs, ...(await registryPackages("@pulumi/pulumi"))]);
        const compilers = join(project, "compilers");
        await mkdir(compilers);
        await writeFile(join(compilers, "package.json"), '{ "private": true }');
        await install(compilers, [
            ...(await registryPackages("typescript", "@types/node")),
            "typescript4@npm:typescript@4.7.4",
            "typescript5@npm:typescript@~5.9.3",
            "typescript7@npm:typescript@7.0.2",
        ]);
    });

    afterAll(async () => {
        await backend.dispose();
        await rm(project, { recursive: true, force: true });
    });

    test.each(resolutions)(
        "for $compiler, moduleResolution $moduleResolution, module $module in a package of type $type",
        async (resolution) => {
            const { compiler, moduleResolution, module, type } = resolution;
            const folder = join(project, "compilers", Object.values(resolution).join("-"));
            const compilerOptions = {
                ...{ strict: true, target: "es2022", outDir: "out", types: ["node"] },
                ...{ esModuleInterop: true, resolveJsonModule: true, skipLibCheck: true },
                ...{ module, moduleResolution },
            };
            await mkdir(folder);
            const written = {
                "package.json": JSON.stringify({ private: true, type }),
                "tsconfig.json": JSON.stringify({ compilerOptions, files: ["index.ts"] }),
                "index.ts": programOf(resolution),
            };
            for (const [name, content] of Object.entries(written)) {
                await writeFile(join(folder, name), content);
            }

            const compile = join(project, "compilers/node_modules", compiler, "bin/tsc");
            const compiled = await execute(process.execPath, [compile], { cwd: folder }).catch(
                (error: { stdout: string }) => error,
            );
            expect(compiled.stdout).toBe("");
            // Node would write a number in colours.
            const options = { cwd: folder, env: process.env };
            const { stdout } = await execute(process.execPath, ["out/index.js"], options);
            const json = module === "node16" && type === "module" ? 0 : jsonFiles.length;
            expect(stdout).toBe(`${modules.length + json}\n`);
        },
    );

    test("for Node, each file that is exported", async () => {
        const script = `for (const name of ${JSON.stringify(files)})
            require("node:fs").accessSync(require.resolve(name));`;
        await execute(process.execPath, ["-e", script], { cwd: project });
    });

    test("for a Pulumi program that is an ECMAScript module, whose selection is judged in it", async () => {
        const folder = join(project, "module");
        await mkdir(folder);
        const rules = (allow: string) =>
            writeFile(
                join(folder, "bytenite.rules.yaml"),
                `rules: { all: disabled, gpu-allowed: { enforcementLevel: mandatory, allow: [${allow}] } }`,
            );
        const program = [
            'import * as bytenite from "pulumi-bytenite";',
            'import { useTestCatalogue } from "pulumi-bytenite/testing";',
            'import { enforceRules } from "pulumi-bytenite-policies/program";',
            'const deviceRequirements = { gpu: ["tesla t4"] };',
            'useTestCatalogue([{ name: "render", version: "1.0", deviceRequirements }]);',
            "enforceRules(bytenite);",
            'export const { tags } = new bytenite.AppSelection("team", { status: "active" });',
        ];
        await writeFile(join(folder, "package.json"), '{ "type": "module", "main": "index.js" }');
        await writeFile(join(folder, "Pulumi.yaml"), "name: module\nruntime: nodejs\n");
        await writeFile(join(folder, "index.js"), program.join("\n"));
        await rules("t4");
        const stack = await backend.stackOf(folder, "module", AS_USERS_HAVE_IT);

        await stack.succeed("up");

        expect(await stack.outputs()).toEqual({ tags: ["render@1.0"] });
        await rules("l4");
        const { exitCode, stdout } = await stack.run("preview");
        expect(exitCode).not.toBe(0);
        expect(stdout).toContain('render@1.0 lists "tesla t4", which is not allowed');
    });

    test("for the TypeScript that Pulumi's SDK brings for projects without one", async () => {
        const program = [
            'import { App, Settings } from "pulumi-bytenite";',
            'import { useTestCatalogue, TestApp } from "pulumi-bytenite/testing";',
            'const app: TestApp = { name: "render", version: "1.0" };',
            'const settings: Settings = { lock: "off" };',
            "useTestCatalogue([app]);",
            'export const version = new App("render", { tag: "render" }, { settings }).version;',
        ];
        await writeFile(join(project, "Pulumi.yaml"), "name: modules\nruntime: nodejs\n");
        await writeFile(join(project, "index.ts"), program.join("\n"));
        const stack = await backend.stackOf(project, "modules", AS_USERS_HAVE_IT);

        await stack.succeed("up");

        expect(await stack.outputs()).toEqual({ version: "1.0" });
    });
});
