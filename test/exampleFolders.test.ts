import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { extname, join } from "node:path";
import ts from "typescript";
import { PACKAGES } from "../dev/support/packages";
import { REPOSITORY } from "../dev/support/stack";
import {
    allDependencies,
    EXAMPLE_NAMES,
    EXAMPLES,
    readExample,
    readManifest,
} from "./examples.testSupport";
import { readBlocks } from "./readmeCommands.testSupport";

/** Its blocks show what systems of others print. */
const WITHOUT_COMMANDS = ["continuous-integration"];

const words = (text: string) => text.replace(/\s+/g, " ").trim();

function filesOf(name: string): string[] {
    return readdirSync(join(EXAMPLES, name), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => !path.includes("node_modules"));
}

const isRulesTest = (path: string) => path.endsWith(".rules.test.yaml");

/** The commands that a package brings along. */
function commandsOf(name: string): string[] {
    const path = join(REPOSITORY, "node_modules", name, "package.json");
    const { bin = {} } = JSON.parse(readFileSync(path, "utf8")) as { bin?: string | object };
    return typeof bin === "string" ? [name] : Object.keys(bin);
}

/** The packages that a program imports. */
function importedPackages(path: string): string[] {
    const { importedFiles } = ts.preProcessFile(
        readFileSync(path, "utf8"),
        true,
        extname(path) === ".js",
    );
    return importedFiles
        .map(({ fileName }) => fileName)
        .filter((imported) => !imported.startsWith(".") && !isBuiltin(imported))
        .map((imported) => /^(@[^/]+\/)?[^/]+/.exec(imported)?.[0] ?? imported);
}

describe("each example", () => {
    test("is in the index, once", () => {
        const index = readFileSync(join(EXAMPLES, "README.md"), "utf8");
        const listed = [...index.matchAll(/^\| \[([^\]]+)\]\(([^)]+)\)/gm)];
        for (const [, text, target] of listed) expect(target).toBe(text);
        expect(listed.map(([, name]) => name).sort()).toEqual([...EXAMPLE_NAMES].sort());
    });

    test.each(EXAMPLE_NAMES)(
        "%s has what a project needs, and no path into the repository",
        (name) => {
            for (const file of ["README.md", "package.json"]) {
                expect(existsSync(join(EXAMPLES, name, file))).toBe(true);
            }
            for (const path of filesOf(name).filter((file) => extname(file) !== ".md")) {
                expect(readFileSync(path, "utf8")).not.toContain("../..");
            }
        },
    );

    test.each(EXAMPLE_NAMES)("%s depends on what its programs import", (name) => {
        const declared = [...allDependencies([readManifest(name)]).keys()];
        const programs = filesOf(name).filter((path) => [".js", ".ts"].includes(extname(path)));
        for (const path of programs) {
            for (const imported of importedPackages(path)) expect(declared).toContain(imported);
        }
    });

    test.each(EXAMPLE_NAMES)("%s depends on the packages whose commands it runs", (name) => {
        // A README may go into the folder of another example.
        const others = readExample(name, "README.md").matchAll(/^\$ cd \.\.\/([\w-]+)$/gm);
        const folders = [name, ...[...others].map(([, other = ""]) => other)];
        const commands = [...allDependencies(folders.map(readManifest)).keys()].flatMap(commandsOf);
        for (const path of filesOf(name)) {
            const runs = readFileSync(path, "utf8").matchAll(
                /(?:npx |node_modules\/\.bin\/)([\w-]+)/g,
            );
            for (const [, command] of runs) expect(commands).toContain(command);
        }
    });

    test.each(EXAMPLE_NAMES.filter((name) => filesOf(name).some(isRulesTest)))(
        "%s has a case for each thing that its rules say",
        (name) => {
            const options = ["test", "--coverage", "--mutate", "--threshold", "100"];
            const command = join(REPOSITORY, "node_modules/.bin/bytenite-policies");
            const cwd = join(EXAMPLES, name);
            const { status, stdout } = spawnSync(command, options, { cwd, encoding: "utf8" });
            expect({ status, stdout }).toMatchObject({ status: 0 });
        },
    );

    test.each(EXAMPLE_NAMES.filter((name) => !WITHOUT_COMMANDS.includes(name)))(
        "%s: each block of its README has commands, or is a part of a file",
        (name) => {
            const files = filesOf(name).filter((path) => !path.endsWith("README.md"));
            const texts = files.map((path) => words(readFileSync(path, "utf8")));
            for (const { language, line, code } of readBlocks(readExample(name, "README.md"))) {
                const isShown = texts.some((text) => text.includes(words(code)));
                if (language !== "console")
                    expect({ line, isShown }).toEqual({ line, isShown: true });
            }
        },
    );
});

test("all examples depend on the same versions, and on these of ours", () => {
    const all = allDependencies(EXAMPLE_NAMES.map(readManifest));
    const ours = new Map(
        PACKAGES.map((folder) => {
            const text = readFileSync(join(REPOSITORY, folder, "package.json"), "utf8");
            const { name, version } = JSON.parse(text) as { name: string; version: string };
            return [name, version];
        }),
    );
    for (const [name, ranges] of all) {
        const version = ours.get(name);
        const expected = version === undefined ? 1 : 0;
        const others = [...ranges].filter((range) => range.replace("^", "") !== version);
        expect({ name, others: others.length }).toEqual({ name, others: expected });
    }
});
