import fc from "fast-check";
import { RE2JS } from "re2js";
import { anyCharacter } from "../../dev/support/anyCharacter";
import { wholeTextMatcher } from "./regularExpression";

const matches = (pattern: string, text: string): boolean => {
    const matcher = wholeTextMatcher(pattern);
    if ("problem" in matcher) throw new Error(matcher.problem);
    return matcher(text);
};

describe("wholeTextMatcher", () => {
    it.each([
        ["img-.*", "img-gen", true],
        ["img-.*", "my-img-gen", false],
        ["img", "img-gen", false],
        ["^img-[a-z]+$", "img-gen", true],
        ["a|ab", "ab", true],
        ["a|ab", "abc", false],
        ["", "", true],
        ["", "a", false],
        ["a$", "a\n", false],
        [".", "😀", true],
        ["img", "IMG", false],
        ["(?i)img", "IMG", true],
        ["\\Qa.c\\E", "abc", false],
    ])("%j against %j: %s", (pattern, text, expected) => {
        expect(matches(pattern, text)).toBe(expected);
    });

    it.each([
        ["(abc", 'missing closing ): "(abc"'],
        ["[a", 'missing closing ]: "[a"'],
        ["a**", 'invalid nested repetition operator: "**"'],
        ["*a", 'missing argument to repetition operator: "*"'],
        ["a{1001}", 'invalid repeat count: "{1001}"'],
        ["\\", "trailing backslash at end of expression"],
        ["(?=a)b", 'invalid or unsupported Perl syntax: "(?="'],
        ["(a)\\1", 'invalid escape sequence: "\\\\1"'],
    ])("says what is wrong with %j", (pattern, why) => {
        expect(wholeTextMatcher(pattern)).toEqual({ problem: `not a regular expression: ${why}` });
    });

    it("shows only the beginning of a long pattern", () => {
        expect(wholeTextMatcher(`(${"a".repeat(100)}`)).toEqual({
            problem: `not a regular expression: missing closing ): "(${"a".repeat(79)}"… (21 more characters)`,
        });
    });

    it("accepts a pattern of 1000 characters, and refuses a longer one", () => {
        expect(matches("a".repeat(1000), "a".repeat(1000))).toBe(true);
        expect(wholeTextMatcher("a".repeat(1001))).toEqual({
            problem: "longer than 1000 characters",
        });
    });

    it.each([
        ["a long pattern", "(".repeat(1_000_000), "longer than 1000 characters"],
        [
            "a repetition of a repetition",
            "(a{1000}){1000}",
            'not a regular expression: invalid repeat count: "{1000}"',
        ],
        [
            "many repetitions of a repetition",
            "((((a{10}){10}){10}){10}){10}",
            'not a regular expression: invalid repeat count: "{10}"',
        ],
        [
            "repetitions one after the other",
            "a{0,1000}".repeat(4),
            "a regular expression of more than 5000 steps: its counted repetitions are too large",
        ],
    ])("refuses %s before it is compiled", (_what, pattern, problem) => {
        expect(wholeTextMatcher(pattern)).toEqual({ problem });
    });

    it("accepts the largest counted repetition that RE2 has", () => {
        expect(matches("[a-z]{0,1000}", "a".repeat(1000))).toBe(true);
        expect(matches("[a-z]{0,1000}", "a".repeat(1001))).toBe(false);
    });

    it("refuses as many repetitions as 1000 characters can hold", () => {
        expect(wholeTextMatcher("a{0,1000}".repeat(111))).toHaveProperty("problem");
    });

    it("matches a quoted text to itself alone, whatever stands around it", () => {
        const text = fc.string({ unit: "grapheme" });
        fc.assert(
            fc.property(text, text, (one, other) => {
                expect(matches(RE2JS.quote(one), one)).toBe(true);
                expect(matches(RE2JS.quote(one), other)).toBe(one === other);
            }),
        );
    });

    it("has a test or a problem of one line for any text", () => {
        fc.assert(
            fc.property(fc.string({ unit: anyCharacter }), (pattern) => {
                const matcher = wholeTextMatcher(pattern);
                if ("problem" in matcher) expect(matcher.problem).toMatch(/^not a reg.*[^.]$/);
                else expect(typeof matcher("img-gen")).toBe("boolean");
            }),
        );
    });

    it("ends on patterns that take a backtracking engine for ever", () => {
        expect(matches("(a+)+b", "a".repeat(30_000))).toBe(false);
        expect(matches("(a|a)*(a|b)*(a*)*c", "a".repeat(30_000))).toBe(false);
    });
});
