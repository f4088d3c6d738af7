import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { changedSince, copyCheckout, sourcesIn } from "../dev/support/checkoutCopy";
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
const LINKED = ["core", "emulator", "provider", "dev/bench", "dev/demo", "dev/release"];

/** The code blocks that follow the mention of a file. */
function exampleFiles(text: string): Map<string, string> {
    const blocks = text.matchAll(/`(policies\/rules\/[a-z-]+\/[a-z.]+)`:\n\n```\w+\n([^]*?)\n```/g);
    return new Map([...blocks].map(([, path = "", content = ""]) => [path, `${content}\n`]));
}

describe("the example of a new rule in CONTRIBUTING.md", () => {
    let copy: string;

    beforeAll(async () => {
        copy = await copyCheckout("new-rule", { copied: COPIED, linked: LINKED });
    });
    afterAll(() => rmSync(copy, { recursive: true, force: true }));

    test(`changes ${MOST_FILES} files, works, and is documented`, async () => {
        const before = sourcesIn(join(copy, "policies"));
        const docsBefore = sourcesIn(join(copy, "docs"));
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

        const changed = [
            ...changedSince(docsBefore, join(copy, "docs")),
            ...changedSince(before, join(copy, "policies")),
        ];
        expect(changed).toEqual([
            "rules.md",
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
