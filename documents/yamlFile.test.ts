import fs, { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readYamlFile } from "./yamlFile";
import { problemsOf } from "./problems.testSupport";

const folder = mkdtempSync(join(tmpdir(), "bytenite-documents-"));
const path = (name: string) => join(folder, name);
const options = { noun: "the file" };
const write = (name: string, content: string | Buffer) => {
    writeFileSync(path(name), content);
    return path(name);
};
afterAll(() => rmSync(folder, { recursive: true }));

it("reads YAML and JSON, and names the file", () => {
    const yaml = readYamlFile(write("a.yaml", "a:\n  - 1\n"), options);
    expect(yaml.value).toEqual({ a: [1] });
    expect(yaml.origin.locate(["a", 0])).toBe(`${path("a.yaml")}:2`);
    expect(readYamlFile(write("a.json", '{"a": [1]}'), options).value).toEqual({ a: [1] });
});

it("shows another name if one is given", () => {
    const shown = { ...options, shownAs: "rules.yaml" };
    expect(readYamlFile(write("a.yaml", "a: 1"), shown).origin.locate([])).toBe("rules.yaml:1");
    expect(problemsOf(() => readYamlFile(path("missing"), shown))).toEqual([
        "rules.yaml: there is no such file",
    ]);
});

it.each<[string, () => string, string]>([
    ["missing", () => path("missing"), "there is no such file"],
    ["within a file", () => join(write("file", ""), "x"), "there is no such file"],
    ["a folder", () => (mkdirSync(path("folder")), path("folder")), "a folder, not a file"],
    ["large", () => write("large", "#".repeat(262_145)), "larger than 262144 bytes"],
    ["in Latin-1", () => write("latin", Buffer.from("a: \xe9", "latin1")), "not a text in UTF-8"],
    [
        "in UTF-16",
        () => write("utf16", Buffer.from("\ufeffa: 1", "utf16le")),
        "not a text in UTF-8 but in UTF-16, as PowerShell writes it: save it as UTF-8",
    ],
])("refuses a file that is %s", (_, make, problem) => {
    const file = make();
    expect(problemsOf(() => readYamlFile(file, options))).toEqual([`${file}: ${problem}`]);
});

it("refuses a path that can't be one", () => {
    expect(problemsOf(() => readYamlFile("a\0b", { ...options, shownAs: "x" }))[0]).toMatch(
        /^x: can't be read: /,
    );
});

it("refuses what it may not read", () => {
    const file = write("secret", "a: 1");
    const denied = Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
    const read = jest.spyOn(fs, "openSync").mockImplementationOnce(() => {
        throw denied;
    });
    expect(problemsOf(() => readYamlFile(file, options))).toEqual([
        `${file}: no permission to read it`,
    ]);
    read.mockRestore();
});

it("reads up to another limit", () => {
    const text = `# ${"x".repeat(300_000)}\na: 1`;
    const file = write("long", text);
    expect(readYamlFile(file, { ...options, largest: 400_000 }).value).toEqual({ a: 1 });
    expect(problemsOf(() => readYamlFile(file, { ...options, largest: 100 }))).toEqual([
        `${file}: larger than 100 bytes`,
    ]);
});
