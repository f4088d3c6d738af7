import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { exampleFolders, readManifest } from "../dev/release/manifests";
import { nextVersion, type Manifest } from "../dev/release/versions";
import { copyCheckout } from "../dev/support/checkoutCopy";
import { PACKAGES } from "../dev/support/packages";
import { REPOSITORY } from "../dev/support/stack";
import { filesBelow } from "../docs/site/pages";

const execute = promisify(execFile);
const CHANGE = "### Breaking\n\n- It.";
const VERSIONED = [".", ...PACKAGES];
const NAMES = PACKAGES.map((folder) => readManifest(folder).name).join("|");

describe("the next version", () => {
    const version = nextVersion(readManifest(".").version, CHANGE);
    let checkout: string;
    const read = (path: string) => readFileSync(join(checkout, path), "utf8");
    /** The versions that a file names, each once. */
    const versionsIn = (path: string, naming: RegExp) => [
        ...new Set([...read(path).matchAll(naming)].map(([, found]) => found)),
    ];

    beforeAll(async () => {
        checkout = await copyCheckout("version", {
            copied: [
                ...PACKAGES,
                ...["dev/release", "dev/support", "docs", "examples", "README.md", "CHANGELOG.md"],
                ...["package.json", "package-lock.json", "tsconfig.json", ".npmrc"],
            ],
            linked: [],
        });
        await writeFile(
            join(checkout, "CHANGELOG.md"),
            `# Changes\n\n## Unreleased\n\n${CHANGE}\n`,
        );
        const command = join(REPOSITORY, "node_modules/ts-node/dist/bin.js");
        await execute(
            process.execPath,
            [command, "--transpile-only", "dev/release/setVersion.ts"],
            // No registry has it yet.
            { cwd: checkout, env: { ...process.env, npm_config_offline: "true" } },
        );
    });
    afterAll(() => rm(checkout, { recursive: true, force: true }));

    test("has a part of the changelog, and nothing is left under Unreleased", () => {
        const headings = read("CHANGELOG.md").match(/^## .*/gm);
        expect(headings).toEqual([
            "## Unreleased",
            expect.stringMatching(`^## ${version} \\(.{10}\\)$`) as string,
        ]);
    });

    test("is that of the repository and each package, in the lock file too", () => {
        const { packages } = JSON.parse(read("package-lock.json")) as {
            packages: Record<string, Manifest>;
        };
        for (const folder of VERSIONED) {
            const manifest = JSON.parse(read(join(folder, "package.json"))) as Manifest;
            const locked = packages[folder === "." ? "" : folder];
            expect([folder, manifest.version, locked?.version]).toEqual([folder, version, version]);
        }
    });

    const manifests = [...VERSIONED, ...exampleFolders()].map((folder) => `${folder}/package.json`);
    test.each([...manifests, "package-lock.json"])("is what %s asks for", (file) => {
        const asked = new RegExp(`"(?:${NAMES})": "\\^?(\\d.*?)"`, "g");
        expect(versionsIn(file, asked)).toEqual([version]);
    });

    test("is what the pages name", () => {
        const named = new RegExp(`\\b(?:${NAMES})@v?(\\d+\\.\\d+\\.\\d+)`, "g");
        const pages = filesBelow(checkout, ".md").map((page) => [page, ...versionsIn(page, named)]);
        const naming = pages.filter(([, ...versions]) => versions.length > 0);
        expect(naming).toContainEqual(["examples/own-rules/README.md", version]);
        expect(naming).toEqual(naming.map(([page]) => [page, version]));
    });
});
