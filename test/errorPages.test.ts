import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { isolatedEnvironment, REPOSITORY } from "../dev/support/isolation";
import { StackFiles } from "../dev/support/stackFiles";
import { CODES, readErrorPage } from "../docs/generate/errorPages";

/** Of each that needs an engine, in the place of the one before. */
const STACK = "dev";

const codes = Object.values(CODES).flat();
const needsEngine = (code: string) =>
    /^(?:\w+=\S+ )?pulumi /m.test(readErrorPage(code).reproduction);

/** npx itself takes longer than what it starts. */
const NPX = `#!/bin/sh
name=$1
shift
exec "${REPOSITORY}/node_modules/.bin/$name" "$@"
`;

describe("the reproduction of each error's page gives its code, and no other", () => {
    let folder: string;
    let environment: NodeJS.ProcessEnv;

    beforeAll(async () => {
        // Outside of the repository, which is a Pulumi project.
        folder = await mkdtemp(join(tmpdir(), "bytenite errors "));
        for (const each of ["bin", "state"]) await mkdir(join(folder, each));
        await writeFile(join(folder, "bin/npx"), NPX, { mode: 0o755 });
        environment = isolatedEnvironment(folder);
        environment.PATH = [join(folder, "bin"), process.env.PATH].join(delimiter);
        environment.PULUMI_STACK = STACK;
    });

    afterAll(() => rm(folder, { recursive: true, force: true }));

    const prepare = async (name: string): Promise<string> => {
        const place = join(folder, name);
        await mkdir(place);
        await symlink(join(REPOSITORY, "node_modules"), join(place, "node_modules"));
        return place;
    };

    const run = (place: string, commands: string): Promise<string> =>
        new Promise((resolve) => {
            const options = { cwd: place, env: { ...environment, PWD: place } };
            execFile("sh", ["-c", commands], options, (_error, stdout, stderr) =>
                resolve(`${stdout}${stderr}`),
            );
        });

    const reproduce = async (code: string, place: string): Promise<void> => {
        const output = await run(place, readErrorPage(code).reproduction);
        const found = [...output.matchAll(/\[([A-Z][A-Z_]+)\]/g)].map(([, each]) => each);
        expect({ codes: [...new Set(found)], output }).toEqual({ codes: [code], output });
    };

    test.each(codes.filter((code) => !needsEngine(code)))("%s", async (code) => {
        await reproduce(code, await prepare(code));
    });

    test.each(codes.filter(needsEngine))("%s, on the engine", async (code) => {
        const place = await prepare(code);
        const project = "name: shop\nruntime: nodejs\nmain: index.mjs\n";
        await writeFile(join(place, "Pulumi.yaml"), project);
        const stack = await StackFiles.open(place, STACK, join(folder, "state"));
        await stack.create();
        await reproduce(code, place);
    });
});
