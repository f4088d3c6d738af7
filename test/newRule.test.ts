import { execFile } from "node:child_process";
import {
    cpSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { REPOSITORY } from "../dev/support/stack";

const execute = promisify(execFile);
const MOST_FILES = 4;
const COPIED = [
    "policies",
    "docs",
    "jest.config.js",
    "package.json",
    "package-lock.json",
    "README.md",
    "tsconfig.json",
    "tsconfig.test.json",
    ".prettierrc.json",
    "dev/support",
];
const LINKED = ["core", "emulator", "provider", "dev/bench", "dev/demo"];

/** The files below a folder, with their contents, without what a build makes. */
function contents(folder: string): Map<string, string> {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
        .filter((path) => !path.split(sep).some((part) => ["dist", "node_modules"].includes(part)))
        .filter((path) => !/bytenite\.(rules|snapshot)\.schema\.json$/.test(path));
    return new Map(files.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/** The code blocks that follow the mention of a file. */
function exampleFiles(text: string): Map<string, string> {
    const blocks = text.matchAll(/`(policies\/rules\/[a-z-]+\/[a-z.]+)`:\n\n```\w+\n([^]*?)\n```/g);
    return new Map([...blocks].map(([, path = "", content = ""]) => [path, `${content}\n`]));
}

describe("the example of a new rule in CONTRIBUTING.md", () => {
    let copy: string;

    beforeAll(async () => {
        const parent = join(REPOSITORY, ".cache/end-to-end");
        mkdirSync(parent, { recursive: true });
        copy = await mkdtemp(join(parent, "new-rule-"));
        for (const path of COPIED) {
            cpSync(join(REPOSITORY, path), join(copy, path), { recursive: true });
        }
        for (const path of LINKED) symlinkSync(join(REPOSITORY, path), join(copy, path));
        mkdirSync(join(copy, "node_modules"));
        for (const name of readdirSync(join(REPOSITORY, "node_modules"))) {
            const target =
                name === "pulumi-bytenite-policies"
                    ? join(copy, "policies")
                    : join(REPOSITORY, "node_modules", name);
            symlinkSync(target, join(copy, "node_modules", name));
        }
    });
    afterAll(() => rmSync(copy, { recursive: true, force: true }));

    test(`changes ${MOST_FILES} files, works, and is documented`, async () => {
        const before = contents(join(copy, "policies"));
        const example = exampleFiles(readFileSync(join(REPOSITORY, "CONTRIBUTING.md"), "utf8"));
        expect([...example.keys()]).toEqual([
            "policies/rules/entrypoint-allowed/rule.ts",
            "policies/rules/entrypoint-allowed/cases.yaml",
        ]);
        const node = (...args: string[]) => execute(process.execPath, args, { cwd: copy });
        const modules = join(copy, "node_modules");

        for (const [path, content] of example) {
            mkdirSync(join(copy, path, ".."), { recursive: true });
            writeFileSync(join(copy, path), content);
        }
        await node(join(modules, "typescript/bin/tsc"), "--project", "policies/tsconfig.json");
        await node(join(modules, "ts-node/dist/bin.js"), "-T", "docs/generate/generate.ts");

        const after = contents(join(copy, "policies"));
        const changed = [...after].filter(([path, text]) => before.get(path) !== text);
        expect(changed.map(([path]) => path).sort()).toEqual([
            "README.md",
            "rules/entrypoint-allowed/README.md",
            "rules/entrypoint-allowed/cases.yaml",
            "rules/entrypoint-allowed/rule.ts",
        ]);
        expect(changed.length).toBeLessThanOrEqual(MOST_FILES);

        const { stderr } = await node(
            join(modules, "jest/bin/jest.js"),
            "--verbose",
            ...[
                "--selectProjects",
                "unit",
                "--testNamePattern",
                "entrypoint-allowed|documentation",
            ],
            ...[
                "--runTestsByPath",
                "policies/rules/cases.test.ts",
                "docs/generate/documents.test.ts",
            ],
        );
        expect(stderr).toMatch(/Tests: .* passed/);
        expect(stderr).toContain("refuses another script");
        expect(stderr).toContain(" 0 failed");
    });
});
