import fc from "fast-check";
import { anyCharacter } from "../../dev/support/anyCharacter";
import { compareTexts, compareVersions, fitsTag, isPinned, parseTag, type AppTag } from "./tag";

const EXPECTED = "; expected name, name@major or name@major.minor, for example img-gen@4.0";

describe("parseTag", () => {
    it.each([
        ["img-gen", { name: "img-gen" }],
        ["img-gen@4", { name: "img-gen", major: "4" }],
        ["img-gen@4.0", { name: "img-gen", major: "4", minor: "0" }],
        ["img_gen-2@10.12", { name: "img_gen-2", major: "10", minor: "12" }],
        ["a", { name: "a" }],
        ["-", { name: "-" }],
        ["0", { name: "0" }],
        ["__proto__", { name: "__proto__" }],
        ["a@007.010", { name: "a", major: "007", minor: "010" }],
        ["a@999999999.999999999", { name: "a", major: "999999999", minor: "999999999" }],
        ["x".repeat(64), { name: "x".repeat(64) }],
        [`${"x".repeat(64)}@1.2`, { name: "x".repeat(64), major: "1", minor: "2" }],
    ])("reads %s", (tag, parts) => {
        expect(parseTag(tag)).toEqual(parts);
    });

    it.each([
        ["", "the tag is empty"],
        [" ", 'the tag " " contains white space'],
        ["img gen@1", 'the tag "img gen@1" contains white space'],
        ["img-gen\n", 'the tag "img-gen\\n" contains white space'],
        ["img-gen @1", 'the tag "img-gen @1" contains white space'],
        ["https://x.test/a", 'the tag "https://x.test/a" is a URL'],
        [
            "x".repeat(65),
            `the name in the tag "${"x".repeat(65)}" has 65 characters, of which ByteNite allows 64`,
        ],
        [
            `${"x".repeat(100)}@1`,
            `the name in the tag "${"x".repeat(80)}"… (22 more characters) has 100 characters, of which ByteNite allows 64`,
        ],
        ["@1.0", 'the tag "@1.0" has no name'],
        ["@", 'the tag "@" has no name'],
        ["..", wrongCharacter("..", ".")],
        ["a/b", wrongCharacter("a/b", "/")],
        ["../../auth", wrongCharacter("../../auth", ".")],
        ["img.gen@1", wrongCharacter("img.gen@1", ".")],
        ["imgé", wrongCharacter("imgé", "é", " (U+00E9)")],
        ["a%2e", wrongCharacter("a%2e", "%")],
        ["a?x=1", wrongCharacter("a?x=1", "?")],
        ["a#b", wrongCharacter("a#b", "#")],
        ['a"b', wrongCharacter('a\\"b', '\\"')],
        ["a\u0000b", wrongCharacter("a\\u0000b", "\\u0000")],
        ["a\u202eb", wrongCharacter("a\\u202eb", "\\u202e")],
        ["a😀", wrongCharacter("a😀", "😀", " (U+1F600)")],
        // A Cyrillic letter.
        ["im\u0435", wrongCharacter("im\u0435", "\u0435", " (U+0435)")],
        ["a@", 'the tag "a@" has the bad version ""'],
        ["a@1.", 'the tag "a@1." has the bad version "1."'],
        ["a@.1", 'the tag "a@.1" has the bad version ".1"'],
        ["a@1.2.3", 'the tag "a@1.2.3" has the bad version "1.2.3"'],
        ["a@latest", 'the tag "a@latest" has the bad version "latest"'],
        ["a@-1", 'the tag "a@-1" has the bad version "-1"'],
        ["a@1e3", 'the tag "a@1e3" has the bad version "1e3"'],
        ["a@١", 'the tag "a@١" has the bad version "١"'],
        ["a@b@1", 'the tag "a@b@1" has the bad version "b@1"'],
        ["a@1/status", 'the tag "a@1/status" has the bad version "1/status"'],
        ["a@1234567890", 'the tag "a@1234567890" has the bad version "1234567890"'],
        [
            "a@v0.1",
            'the version in the tag "a@v0.1" begins with "v", which ByteNite no longer uses',
        ],
        ["a@V2", 'the version in the tag "a@V2" begins with "v", which ByteNite no longer uses'],
    ])("says what is wrong with %j", (tag, problem) => {
        expect(parseTag(tag)).toEqual({ problem: problem + EXPECTED });
    });

    it.each([
        [undefined, "undefined"],
        [null, "null"],
        [4, "number"],
        [{ name: "a" }, "object"],
        [["a"], "object"],
    ])("refuses %j, which is no text", (tag, kind) => {
        expect(parseTag(tag)).toEqual({ problem: `the tag must be text, not ${kind}` });
    });

    it("never throws, and never repeats more than a screen of what it refuses", () => {
        fc.assert(
            fc.property(fc.string({ unit: anyCharacter, maxLength: 400 }), (tag) => {
                const result = parseTag(tag);
                if ("problem" in result) {
                    expect(result.problem.length).toBeLessThan(1200);
                    // eslint-disable-next-line no-control-regex
                    expect(result.problem).not.toMatch(/[\u0000-\u001f]/);
                }
            }),
        );
    });

    it("reads every tag that the grammar makes", () => {
        const digits = fc.integer({ min: 0, max: 999_999_999 }).map(String);
        fc.assert(
            fc.property(
                fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
                fc.option(digits),
                fc.option(digits),
                (name, major, minor) => {
                    const version = major && (minor ? `${major}.${minor}` : major);
                    expect(parseTag(version ? `${name}@${version}` : name)).toEqual({
                        name,
                        ...(version && { major }),
                        ...(version && minor && { minor }),
                    });
                },
            ),
        );
    });
});

function wrongCharacter(tag: string, character: string, code = ""): string {
    return `the name in the tag "${tag}" contains "${character}"${code}, but may contain letters, digits, "-" and "_" only`;
}

describe("isPinned", () => {
    it("holds for major.minor only", () => {
        expect(isPinned({ name: "a" })).toBe(false);
        expect(isPinned({ name: "a", major: "1" })).toBe(false);
        expect(isPinned({ name: "a", major: "1", minor: "0" })).toBe(true);
    });
});

describe("compareVersions", () => {
    it("orders by number, with other texts first", () => {
        const ordered = [
            "",
            "1",
            "1.2.3",
            "v0.1",
            "0.9",
            "0.10",
            "1.0",
            "1.9",
            "1.10",
            "2.0",
            "10.0",
        ];
        expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
    });

    it("is an order", () => {
        const version = fc.oneof(
            fc.constantFrom("", "1", "1.2.3", "1.9", "1.10", "01.9", "1.09", "v1.0"),
            fc.tuple(fc.nat(12), fc.nat(12)).map(([major, minor]) => `${major}.${minor}`),
        );
        fc.assert(
            fc.property(version, version, version, (a, b, c) => {
                expect(Math.sign(compareVersions(a, b))).toBe(
                    -Math.sign(compareVersions(b, a)) + 0,
                );
                expect(compareVersions(a, b) === 0).toBe(a === b);
                if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) {
                    expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
                }
            }),
        );
    });
});

describe("compareTexts", () => {
    it("orders by code unit, whatever the machine's language", () => {
        expect(["ä", "b", "B", "a", "a"].sort(compareTexts)).toEqual(["B", "a", "a", "b", "ä"]);
    });
});

describe("fitsTag", () => {
    it.each([
        ["a", "a", "1.0", true],
        ["a", "a", "", true],
        ["a", "b", "1.0", false],
        ["a@1", "a", "1.9", true],
        ["a@1", "a", "10.0", false],
        ["a@1", "a", "", false],
        ["a@1.2", "a", "1.2", true],
        ["a@1.2", "a", "1.20", false],
        ["a@01.02", "a", "1.2", true],
        ["a@1.2", "A", "1.2", false],
    ])("%s fits %s of version %j: %p", (tag, name, version, expected) => {
        expect(fitsTag(parseTag(tag) as AppTag, { name, version })).toBe(expected);
    });
});
