import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { anyCharacter } from "../../dev/support/anyCharacter";
import { runs } from "../../dev/support/propertyRuns";
import { shellWord } from "./shellWord";

const UNSEEN =
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\u{e0000}-\u{e007f}]|##|^::/u;

const text = fc
    .array(
        fc.oneof(
            fc.string({ unit: anyCharacter, maxLength: 5 }),
            fc.string({ unit: "grapheme-ascii", maxLength: 5 }),
            fc.constantFrom(
                ..."'|\\|\"|$(id)|`id`|!!|~|=ls|-x|--|::error::x|##vso[task]|*|{a,b}|; rm x| |\n|\t|\r|\u001b[2J|\u009b|\u0085|\u007f|\u202e|\u2066|\u200b|\u00ad|\u061c|\ufeff|\u{e0041}|\u2028|7|é|日本|😀".split(
                    "|",
                ),
            ),
        ),
        { maxLength: 6 },
    )
    // No program can be given them.
    .map((parts) => Buffer.from(parts.join("").replaceAll("\0", "")).toString());

/** What programs get for the words, one shell for all of them. */
function read(shell: string, words: readonly string[]): string[] {
    const script = words.map((word) => `printf '%s\\0' ${word}\n`).join("");
    const env = { PATH: process.env.PATH, LC_ALL: "C" };
    return execFileSync(shell, { input: script, env }).toString().split("\0").slice(0, -1);
}

describe("shellWord", () => {
    it.each([
        ["render@1.0", "render@1.0"],
        ["locks/my-app.json", "locks/my-app.json"],
        ["", "''"],
        ["-x", "'-x'"],
        ["=ls", "'=ls'"],
        ["::error", "'::error'"],
        ["my lock.json", "'my lock.json'"],
        ["$(id)`id`!!", "'$(id)`id`!!'"],
        ["it's", "'it'\\''s'"],
        ["日本", "'日本'"],
        ["a\n'\\7", "$'a\\012\\047\\1347'"],
        ["\u202ecod", "$'\\342\\200\\256cod'"],
        ["a##vso[", "$'a\\043\\043vso['"],
        ["\ud800", "$'\\357\\277\\275'"],
    ])("%j is %s", (given, word) => {
        expect(shellWord(given)).toBe(word);
    });

    it.each([
        ["bash", () => true],
        // Not every sh has quotes with escapes.
        ["sh", (word: string) => !word.startsWith("$")],
    ])("is read back by %s, whatever the text is", (shell, isRead) => {
        fc.assert(
            fc.property(fc.array(text, { minLength: 1, maxLength: 100 }), (texts) => {
                const given = texts.filter((each) => isRead(shellWord(each)));
                expect(read(shell, given.map(shellWord))).toEqual(given);
            }),
            { numRuns: runs(30) },
        );
    });

    it("has nothing that is unseen or obeyed by a log, whatever the text is", () => {
        fc.assert(
            fc.property(fc.oneof(text, fc.string({ unit: anyCharacter })), (given) => {
                expect(UNSEEN.exec(shellWord(given))).toBeNull();
            }),
            { numRuns: runs(2000) },
        );
    });
});
