import fs, { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeText } from "./textFile";
import { readYamlFile } from "./yamlFile";
import fc from "fast-check";
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
    [
        "in UTF-16",
        () => write("utf16", Buffer.from("\ufeffa: 1", "utf16le")),
        "not in UTF-8 but in UTF-16, as PowerShell writes it: save it as UTF-8",
    ],
])("refuses a file that is %s", (_, make, problem) => {
    const file = make();
    expect(problemsOf(() => readYamlFile(file, options))).toEqual([`${file}: ${problem}`]);
});

it.each([
    ["in Latin-1", Buffer.from("a: 1\nb: \xe9", "latin1"), 2, 9],
    ["cut in the middle of a character", Buffer.from("a: é").subarray(0, -1), 1, 4],
])("refuses a file that is %s, and says where", (_, content, line, byte) => {
    const file = write("other", content);
    expect(problemsOf(() => readYamlFile(file, options))).toEqual([
        `${file}:${line}: byte ${byte} of the file is not UTF-8; save it in that encoding`,
    ]);
});

it("finds the first byte that is not UTF-8, wherever it is", () => {
    const invalid = fc.constantFrom([0xff], [0x80], [0xc3], [0xef, 0xbf], [0xed, 0xa0, 0x80]);
    fc.assert(
        fc.property(
            fc.string({ unit: "grapheme" }),
            invalid,
            fc.string(),
            (before, bytes, after) => {
                const valid = Buffer.from(`${before}\ufffd`);
                const content = Buffer.concat([
                    valid,
                    Buffer.from(bytes),
                    Buffer.from(`x${after}`),
                ]);
                expect(() => decodeText(content, "a")).toThrow(`byte ${valid.length + 1} of`);
            },
        ),
    );
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
