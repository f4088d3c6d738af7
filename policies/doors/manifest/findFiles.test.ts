import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DocumentError } from "bytenite-core/documents";
import { asUser, itWithPermissions, sharedTemporaryFolder } from "../../../dev/support/asUser";
import { findFiles } from "./findFiles";

const folder = mkdtempSync(join(sharedTemporaryFolder(), "bytenite globs "));
afterAll(() => rmSync(folder, { recursive: true }));
for (const file of [
    "apps/a/manifest.json",
    "apps/b/manifest.json",
    "apps/[old]/manifest.json",
    "apps/b/node_modules/x/manifest.json",
    ".git/manifest.json",
    "above/.one.json",
    "above/.two/manifest.json",
    "above/.two/.git/manifest.json",
    "above/.two/node_modules/x/manifest.json",
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
            "above/.two/manifest.json",
            "apps/[old]/manifest.json",
            "apps/a/manifest.json",
            "apps/b/manifest.json",
        ]);
    });

    it("finds what begins with a dot, in itself or in its folder", () => {
        expect(findFiles(["above/**/*.json"], folder)).toEqual([
            "above/.one.json",
            "above/.two/manifest.json",
        ]);
    });

    describe("with links that lead to no file", () => {
        const links = join(folder, "links");
        beforeAll(() => {
            mkdirSync(join(links, "gone"), { recursive: true });
            mkdirSync(join(links, "circle"));
            symlinkSync("nowhere", join(links, "gone/manifest.json"));
            symlinkSync("manifest.json", join(links, "circle/manifest.json"));
            // Editors lock a file by such a link.
            symlinkSync("somebody@somewhere.1", join(links, "gone/.#manifest.json"));
        });
        afterAll(() => rmSync(links, { recursive: true }));

        it.each([["links/**/manifest.json"], ["links/*/manifest.json"]])(
            "names those that %s means",
            (glob) => {
                expect(() => findFiles(["one.json", glob], folder)).toThrow(
                    new DocumentError([
                        "links/circle/manifest.json: a link that leads to no file",
                        "links/gone/manifest.json: a link that leads to no file",
                    ]),
                );
            },
        );

        it("passes over those that it does not mean, or that are left out", () => {
            expect(
                findFiles(["**/[mo]*.json", "!links/**", "!apps/**", "!above/**"], folder),
            ).toEqual(["one.json"]);
        });
    });

    describe("as a user who may not look everywhere", () => {
        const place = join(folder, "secured");
        beforeAll(() => {
            for (const each of ["shut", "listed", "open"]) {
                mkdirSync(join(place, each), { recursive: true });
                writeFileSync(join(place, each, "manifest.json"), "{}");
            }
            mkdirSync(join(place, "linked"));
            symlinkSync("../shut/manifest.json", join(place, "linked/manifest.json"));
            chmodSync(join(place, "shut"), 0);
            chmodSync(join(place, "listed"), 0o444);
            // Who made it may look into it; others as well.
            chmodSync(folder, 0o755);
            // What is loaded when it is needed may be readable by its owner alone.
            findFiles(["*.json"], folder);
        });
        afterAll(() => {
            for (const each of ["shut", "listed"]) chmodSync(join(place, each), 0o755);
        });
        const shut = "secured/shut: a glob leads here, and it can't be read: no permission";
        const linked =
            "secured/linked/manifest.json: a glob leads here, and it can't be read: no permission";

        itWithPermissions.each<[string, string[], string[]]>([
            ["a glob", ["secured/*/manifest.json"], [linked, shut]],
            ["a glob for every folder", ["secured/**/manifest.json"], [linked, shut]],
            ["two globs", ["secured/s*/manifest.json", "secured/[s]*/*"], [shut]],
            ["a glob that begins there", ["secured/shut/*.json"], [shut]],
        ])("tells what %s can't find", async (_what, given, problems) => {
            await expect(asUser(() => findFiles(given, folder))).rejects.toThrow(
                new DocumentError(problems),
            );
        });

        itWithPermissions.each<[string, string[], string[]]>([
            [
                "what is left out",
                ["secured/*/*", "!secured/[sl]*/**"],
                ["secured/open/manifest.json"],
            ],
            [
                "a path, which reading explains",
                ["secured/shut/manifest.json"],
                ["secured/shut/manifest.json"],
            ],
            [
                "what it can't look at, which reading explains",
                ["secured/listed/*"],
                ["secured/listed/manifest.json"],
            ],
            ["what it does not lead to", ["secured/o*/*.json"], ["secured/open/manifest.json"]],
        ])("takes %s", async (_what, given, found) => {
            expect(await asUser(() => findFiles(given, folder))).toEqual(found);
        });
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
