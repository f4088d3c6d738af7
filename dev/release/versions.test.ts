import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../support/isolation";
import {
    askFor,
    changelogPart,
    changelogVersions,
    nextVersion,
    versionProblems,
    withVersion,
    type Dependent,
} from "./versions";

const CHANGELOG = `# Changes

## Unreleased

### Fixed

- A thing.

## 0.2.0 (2027-01-15)

### Added

- Another.
`;

const root = { name: "root", version: "0.2.0", repository: { url: "git+https://forge/a/b.git" } };
const core = { name: "core", version: "0.2.0" };
const provider = {
    name: "provider",
    version: "0.2.0",
    dependencies: { core: "0.2.0", ajv: "1.0.0" },
    devDependencies: { core: "0.2.0" },
};
const example = { name: "example", dependencies: { core: "^0.2.0" } };
const tag = {
    GITHUB_REF_TYPE: "tag",
    GITHUB_REF_NAME: "v0.2.0",
    GITHUB_SERVER_URL: "https://forge",
    GITHUB_REPOSITORY: "a/b",
};

describe("the changelog", () => {
    it("has a part for each version", () => {
        expect(changelogVersions(CHANGELOG)).toEqual(["Unreleased", "0.2.0"]);
        expect(changelogPart(CHANGELOG, "Unreleased")).toBe("### Fixed\n\n- A thing.");
        expect(changelogPart(CHANGELOG, "0.2.0")).toBe("### Added\n\n- Another.");
        expect(changelogPart(CHANGELOG, "0.2")).toBe("");
    });

    it.each([
        ["0.2.3", ["Fixed"], "0.2.4"],
        ["0.2.3", ["Added", "Fixed"], "0.2.4"],
        ["0.2.3", ["Breaking"], "0.3.0"],
        ["1.2.3", ["Fixed"], "1.2.4"],
        ["1.2.3", ["Added", "Fixed"], "1.3.0"],
        ["1.2.3", ["Breaking", "Added"], "2.0.0"],
    ])("after %s, %j makes %s", (current, headings, next) => {
        const text = headings.map((heading) => `### ${heading}\n\n- It.`).join("\n\n");
        expect(nextVersion(current, text)).toBe(next);
    });

    it.each([[""], ["- A change."], ["### Changed\n\n- It."]])("must say what %j is", (text) => {
        expect(() => nextVersion("0.2.0", text)).toThrow("CHANGELOG.md must have changes under");
    });
});

it("this repository's changelog says what its changes are", () => {
    const text = readFileSync(join(REPOSITORY, "CHANGELOG.md"), "utf8");
    expect(changelogVersions(text)).toContain("Unreleased");
    const unreleased = changelogPart(text, "Unreleased");
    // Nothing stands there right after a release.
    if (unreleased !== "") expect(nextVersion("1.0.0", unreleased)).toMatch(/^[12]\.\d+\.\d+$/);
});

describe("a release", () => {
    const problems = (
        packages = [core, provider] as Parameters<typeof versionProblems>[1],
        environment: Record<string, string> = tag,
        changelog = CHANGELOG,
        examples: Dependent[] = [example],
    ) => versionProblems(root, packages, examples, changelog, environment);

    it("has nothing against it where all agree, with and without a tag", () => {
        expect(problems()).toEqual([]);
        expect(problems([core, provider], {})).toEqual([]);
    });

    it.each([
        [[{ ...core, version: "0.1.0" }], tag, "core has version 0.1.0, the repository 0.2.0."],
        [
            [core, { ...provider, dependencies: { core: "^0.2.0" } }],
            tag,
            "provider asks for core ^0.2.0, not 0.2.0.",
        ],
        [
            [core, { ...provider, devDependencies: { core: "0.1.0" } }],
            tag,
            "provider asks for core 0.1.0, not 0.2.0.",
        ],
        [
            [core],
            { ...tag, GITHUB_REF_NAME: "v0.3.0" },
            "The tag is v0.3.0, but the packages have version 0.2.0.",
        ],
        [
            [core],
            { ...tag, GITHUB_REPOSITORY: "a/c" },
            "package.json names the repository https://forge/a/b, but this is https://forge/a/c.",
        ],
    ])("has, case %#", (packages, environment, problem) => {
        expect(problems(packages, environment)).toEqual([problem]);
    });

    it("has, where an example asks for another version", () => {
        const older = { ...example, dependencies: { core: "^0.1.0" } };
        expect(problems([core], tag, CHANGELOG, [older])).toEqual([
            "example asks for core ^0.1.0, not 0.2.0.",
        ]);
    });

    it("has, without a word in the changelog", () => {
        expect(problems([core], tag, "# Changes\n")).toEqual([
            "CHANGELOG.md says nothing about 0.2.0: run npm run release:version.",
        ]);
    });
});

describe("a new version", () => {
    it("is asked for wherever an earlier one was, with a caret where there was one", () => {
        const manifest: Dependent = {
            name: "example",
            dependencies: { core: "^0.2.0", ajv: "^0.2.0" },
            devDependencies: { provider: "0.2.0" },
        };
        askFor(manifest, ["core", "provider"], "0.3.0");
        expect(manifest).toEqual({
            name: "example",
            dependencies: { core: "^0.3.0", ajv: "^0.2.0" },
            devDependencies: { provider: "0.3.0" },
        });
    });

    it("is named by the pages, and no other package's", () => {
        const page = "core@v0.2.0 (local), core@0.2.0/rules, other-app@0.2.0, core@4.0";
        expect(withVersion(page, ["core", "provider"], "0.3.0")).toBe(
            "core@v0.3.0 (local), core@0.3.0/rules, other-app@0.2.0, core@4.0",
        );
    });
});
