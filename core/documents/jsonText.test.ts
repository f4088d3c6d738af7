import fc from "fast-check";
import { runs } from "../../dev/support/propertyRuns";
import { parseJson } from "./jsonText";
import { problemsOf } from "./problems.testSupport";

const problems = (text: string) => problemsOf(() => parseJson(text, "state.json"));

describe("parseJson", () => {
    it("reads what JSON.parse reads", () => {
        fc.assert(
            fc.property(fc.json(), fc.constantFrom("", "\ufeff"), (text, mark) => {
                expect(parseJson(mark + text, "x")).toEqual(JSON.parse(text));
            }),
        );
    });

    it("reads no text that JSON.parse refuses", () => {
        const almost = fc
            .tuple(fc.json({ maxDepth: 2 }), fc.nat(), fc.string({ maxLength: 2 }))
            .map(([text, at, more]) => text.slice(0, at % (text.length + 1)) + more);
        const isJson = (text: string) => {
            try {
                JSON.parse(text);
                return true;
            } catch {
                return false;
            }
        };
        fc.assert(
            fc.property(almost, (text) => {
                const found = problems(text);
                // The same key twice is JSON, and refused.
                if (!found.some((each) => each.includes("is there already"))) {
                    expect(found.length === 0).toBe(isJson(text));
                }
            }),
            { numRuns: runs(1000) },
        );
    });

    it.each([
        ['{\n "a": 1,\n "b": {"a": 1},\n "a": 2\n}', 'state.json:4: the key "a" is there already'],
        ['{"__proto__": {}, "__proto__": 1}', 'state.json:1: the key "__proto__" is there already'],
        ['{"a": hunter2}', "state.json:1: not JSON"],
        ['{"a":\n"hunter2', "state.json:2: not JSON: its end is missing"],
        [
            '{\n<<<<<<< HEAD\n"a": 1\n=======\n"a": 2\n>>>>>>> other\n}',
            "state.json:2: a merge conflict is here; resolve it",
        ],
        ["", "state.json: empty, where JSON should be"],
        ["\ufeff \n", "state.json: empty, where JSON should be"],
        ["[".repeat(1_000_000), "state.json: nested too deeply"],
    ])("says where %.40s is wrong, and nothing of it", (text, problem) => {
        expect(problems(text)).toEqual([problem]);
    });
});
