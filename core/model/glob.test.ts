import fc from "fast-check";
import { runs } from "../../dev/support/propertyRuns";
import { anyGlob, glob } from "./glob";

describe("glob", () => {
    it.each([
        ["", "", true],
        ["", "a", false],
        ["*", "", true],
        ["*", "anything\nat all", true],
        ["?", "", false],
        ["?", "a", true],
        ["?", "ab", false],
        ["a*", "a", true],
        ["a*", "abc", true],
        ["a*", "ba", false],
        ["*a", "ba", true],
        ["*a", "ab", false],
        ["a*c", "abbbc", true],
        ["a*c", "ac", true],
        ["a*c", "abcd", false],
        ["a?c", "abc", true],
        ["a?c", "ac", false],
        ["**", "x", true],
        ["a", "A", false],
        ["a", "xay", false],
    ])("%j against %j: %s", (pattern, text, expected) => {
        expect(glob(pattern)(text)).toBe(expected);
    });

    it("takes every other character literally", () => {
        for (const special of ".+^$()[]{}|\\/-#\n&~\"'\\Q\\E".split("")) {
            expect(glob(`a${special}b`)(`a${special}b`)).toBe(true);
            expect(glob(`a${special}b`)("axb")).toBe(false);
            expect(glob(`a${special}*`)(`a${special}z`)).toBe(true);
        }
        expect(glob("[ab]")("a")).toBe(false);
        expect(glob("a.c")("abc")).toBe(false);
        expect(glob("\\Ea*")("\\Eab")).toBe(true);
    });

    it("matches a text without wildcards to itself alone", () => {
        const plain = fc.string({ unit: "grapheme" }).filter((text) => !/[*?]/.test(text));
        fc.assert(
            fc.property(plain, plain, (pattern, text) => {
                expect(glob(pattern)(pattern)).toBe(true);
                expect(glob(pattern)(text)).toBe(pattern === text);
            }),
        );
    });

    it("means the same as a regular expression, whatever the characters", () => {
        const letters = fc.constantFrom("a", "b", "ab", "😀", "\n", "é");
        const pieces = fc.array(fc.oneof(letters, fc.constantFrom("*", "?", "*?", "**")), {
            maxLength: 8,
        });
        fc.assert(
            fc.property(pieces, fc.array(letters, { maxLength: 10 }), (parts, characters) => {
                const [pattern, text] = [parts.join(""), characters.join("")];
                const expression = pattern
                    .replace(/[.+^$()[\]{}|\\]/g, "\\$&")
                    .replaceAll("*", ".*")
                    .replaceAll("?", ".");
                const expected = new RegExp(`^(?:${expression})$`, "su").test(text);
                expect(glob(pattern)(text)).toBe(expected);
            }),
            { numRuns: runs(2000) },
        );
    });

    it("ends on patterns that take a backtracking engine for ever", () => {
        const text = "a".repeat(3000);
        expect(glob(`${"*a".repeat(60)}b`)(text)).toBe(false);
        expect(glob(`${"*a?".repeat(60)}*b`)(text)).toBe(false);
        expect(glob("*".repeat(500))(text)).toBe(true);
        expect(glob("*a".repeat(3000))("a".repeat(100_000))).toBe(true);
        expect(glob("*a?".repeat(3000))("a".repeat(100_000))).toBe(true);
    });
});

describe("anyGlob", () => {
    it("covers what one of the globs covers", () => {
        const patterns = ["a", "b*", "?", "b*"];
        expect(["a", "b", "bc", "x", "ac", ""].map(anyGlob(patterns))).toEqual([
            true,
            true,
            true,
            true,
            false,
            false,
        ]);
        expect(anyGlob([])("")).toBe(false);
    });
});
