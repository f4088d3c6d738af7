import { join } from "node:path";
import * as fc from "fast-check";
import { anyCharacter } from "../../dev/support/anyCharacter";
import { runs } from "../../dev/support/propertyRuns";
import { DocumentError } from "./documentError";
import { DocumentSchema } from "./documentSchema";
import { FileWriteError } from "./fileWriteError";
import { parseJson } from "./jsonText";
import { inMemory } from "./origin";
import { problemsOf } from "./problems.testSupport";
import { readTextFile } from "./textFile";
import { readValid } from "./validText";
import { parseYaml } from "./yamlText";

/** What a terminal or a log obeys, what nobody sees, and what reads in another direction. */
const UNSAFE =
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\u{e0000}-\u{e007f}]|##|^\s*::/u;
const LONGEST_PROBLEM = 9000;

const hostile = fc
    .array(
        fc.oneof(
            fc.string({ unit: anyCharacter }),
            fc.constantFrom(
                ..."\u001b[2J|\u009b2J|\u0007|\r|\n::error::x|::error::x|##vso[task.complete]|\u202e|\u2066|\u200b|\u00ad|\u061c|\ufeff|\u{e0041}|\ud800|\u0085|\u007f|\u2028|\u2060".split(
                    "|",
                ),
            ),
            fc.constant("x".repeat(2000)),
        ),
        { minLength: 1, maxLength: 5 },
    )
    .map((parts) => parts.join(""));

const options = { noun: "the file" };
const schema = new DocumentSchema<unknown>(
    {
        type: "object",
        additionalProperties: false,
        properties: {
            level: { enum: ["advisory", "mandatory"] },
            minimum: { type: "number" },
            name: { type: "string", pattern: "^[a-z]{1,5}$" },
            list: { type: "array", uniqueItems: true },
            either: { oneOf: [{ const: "a" }, { type: "object", required: ["b"] }] },
            keys: {
                type: "object",
                propertyNames: { enum: ["advisory"] },
                additionalProperties: { type: "number" },
            },
        },
    },
    options,
);

function expectHarmless(problems: readonly string[]): void {
    for (const problem of problems) {
        expect(UNSAFE.exec(problem)?.[0]).toBeUndefined();
        expect(problem.length).toBeLessThan(LONGEST_PROBLEM);
    }
}

describe("a problem is one harmless line of bounded length", () => {
    it("whatever the keys and the values are, and the file's name", () => {
        fc.assert(
            fc.property(hostile, hostile, hostile, (name, key, value) => {
                const document = {
                    [key]: value,
                    ...{ level: value, minimum: value, name: value, either: value },
                    list: [value, { [key]: 1 }, value],
                    keys: { [key]: value },
                };
                const text = JSON.stringify(document);
                const problems = [
                    ...problemsOf(() => schema.validate(document, inMemory(name))),
                    ...problemsOf(() => readValid(schema, text, name, options)),
                ];
                expect(problems.length).toBeGreaterThan(5);
                expectHarmless(problems);
            }),
            { numRuns: runs(150) },
        );
    });

    it("where a text is no document, or a key stands twice", () => {
        fc.assert(
            fc.property(hostile, hostile, (name, text) => {
                const twice = `{${JSON.stringify(text)}: 1, ${JSON.stringify(text)}: 2}`;
                for (const each of [text, twice, `a: ${text}`, `"${text}`, `- !${text}`]) {
                    expectHarmless(problemsOf(() => parseJson(each, name)));
                    expectHarmless(problemsOf(() => parseYaml(each, name, options)));
                }
                const small = { ...options, largest: 1 };
                expectHarmless(problemsOf(() => parseYaml("a: 1", name, small)));
                expectHarmless(problemsOf(() => readValid(schema, "a: 1", name, small)));
            }),
            { numRuns: runs(300) },
        );
    });

    it("where a file can't be read or written", () => {
        fc.assert(
            fc.property(hostile, (name) => {
                expectHarmless(problemsOf(() => readTextFile(join(__dirname, "none", name))));
                expectHarmless(new FileWriteError(name, "ENOSPC").problems);
            }),
            { numRuns: runs(300) },
        );
    });

    it("where somebody else's package makes it of a text that is not shown well", () => {
        const error = new DocumentError(["a\u202eb\nc"]);
        expect(error.problems).toEqual(["a\\u202eb\\u000ac"]);
        expect(error.message).toBe("a\\u202eb\\u000ac");
    });
});
