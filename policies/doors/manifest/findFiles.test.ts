import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DocumentError } from "bytenite-core/documents";
import { findFiles } from "./findFiles";

const folder = mkdtempSync(join(tmpdir(), "bytenite globs "));
afterAll(() => rmSync(folder, { recursive: true }));
for (const file of [
    "apps/a/manifest.json",
    "apps/b/manifest.json",
    "apps/[old]/manifest.json",
    "apps/b/node_modules/x/manifest.json",
    ".git/manifest.json",
    "one.json",
]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), "{}");
}
// A circle.
symlinkSync("..", join(folder, "apps/up"));

describe("findFiles", () => {
    it.each<[string, string[], string[]]>([
        ["a path", ["one.json"], ["one.json"]],
        [
            "a path that is not there, for which another message is better",
            ["two.json"],
            ["two.json"],
        ],
        [
            "a glob",
            ["apps/*/manifest.json"],
            ["apps/[old]/manifest.json", "apps/a/manifest.json", "apps/b/manifest.json"],
        ],
        [
            "a path that looks like a glob",
            ["apps/[old]/manifest.json"],
            ["apps/[old]/manifest.json"],
        ],
        [
            "what is named twice",
            ["one.json", "apps/up/one.json", "*.json", "./one.json"],
            ["./one.json"],
        ],
        [
            "what is left out",
            ["apps/*/manifest.json", "!apps/[[]old]/**", "!**/b/*"],
            ["apps/a/manifest.json"],
        ],
        ["braces", ["apps/{a,b}/manifest.json"], ["apps/a/manifest.json", "apps/b/manifest.json"]],
        ["a whole path", [join(folder, "one.json")], [join(folder, "one.json")]],
    ])("takes %s", (_what, given, found) => {
        expect(findFiles(given, folder)).toEqual(found);
    });

    it.each([
        ["apps/a", "apps/a: a folder, not a file. Give the manifest in it: apps/a/manifest.json"],
        ["apps/", "apps/: a folder, not a file. Give the manifests in it: 'apps/**/manifest.json'"],
        [
            "apps/[old]",
            "apps/[old]: a folder, not a file. Give the manifest in it: 'apps/[old]/manifest.json'",
        ],
    ])("says of the folder %s what to give", (given, problem) => {
        expect(() => findFiles([given], folder)).toThrow(new DocumentError([problem]));
    });

    it("leaves out other people's packages, and ends in a circle of links", () => {
        const found = findFiles(["**/manifest.json"], folder);
        expect(found).toEqual([
            "apps/[old]/manifest.json",
            "apps/a/manifest.json",
            "apps/b/manifest.json",
        ]);
    });

    it.each([
        [["apps/*.json"], ['"apps/*.json" matches no file']],
        [
            ["one.json", "x*", "y*"],
            ['"x*" matches no file', '"y*" matches no file'],
        ],
        [["!one.json"], ["Name a manifest, or give a glob that matches some"]],
    ])("refuses %j", (given, problems) => {
        expect(() => findFiles(given, folder)).toThrow(new DocumentError(problems));
    });
});
