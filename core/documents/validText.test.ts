import { DocumentSchema } from "./documentSchema";
import { problemsOf } from "./problems.testSupport";
import { readValid } from "./validText";

const options = { noun: "the list", largest: 4 * 1024 * 1024 };
const schema = new DocumentSchema<{ names: string[] }>(
    {
        type: "object",
        required: ["names"],
        additionalProperties: false,
        properties: { names: { type: "array", items: { type: "string" } }, more: {} },
    },
    options,
);
const read = (text: string) => readValid(schema, text, "list.json", options);
const problems = (text: string) => problemsOf(() => read(text));
const NOTE =
    "list.json: a file of more than 1048576 bytes must be JSON, and its lines are not told";

const ofSize = (size: number) => ({ names: ["x".repeat(size)] });

describe("readValid", () => {
    it.each([
        ["JSON", '{"names": ["a"]}'],
        ["JSON with a byte order mark", '\ufeff{"names": ["a"]}'],
        ["YAML", "names:\n  - a"],
        ["YAML in the form of a flow", "{names: [a]}"],
    ])("reads %s", (_what, text) => {
        expect(read(text)).toEqual({ names: ["a"] });
    });

    it("reads large JSON", () => {
        const value = ofSize(3_000_000);
        expect(read(JSON.stringify(value))).toEqual(value);
    });

    it.each([
        ['{\n "names": [\n  5\n ]\n}', /^list\.json:3: names\[0\] must be a text, found the num/],
        ["names:\n - 5", /^list\.json:2: names\[0\] must be a text/],
        ['{\n "names": [],\n "names": ["a"]\n}', /^list\.json:3: the key "names" is there already/],
        [`{"names": [], "more": ${"[".repeat(40)}${"]".repeat(40)}}`, /nested too deeply \(32/],
        [`{"names": [], "more": ${"[".repeat(9999)}${"]".repeat(9999)}}`, /nested too deeply/],
    ])("tells the line of what is wrong: %s", (text, problem) => {
        expect(problems(text)).toEqual([expect.stringMatching(problem)]);
    });

    it("tells the path alone in what is larger than a person edits", () => {
        const large = { ...ofSize(2_000_000), nams: [] };
        expect(problems(JSON.stringify(large))).toEqual([
            'list.json: the list has the unknown key "nams"; did you mean "names"? (known are names, more)',
            NOTE,
        ]);
        expect(problems(`names: [${"x,".repeat(1_000_000)}]`)).toEqual([
            "list.json:1: not JSON",
            NOTE,
        ]);
    });

    it("says how large it may be", () => {
        expect(problems(JSON.stringify(ofSize(options.largest)))).toEqual([
            "list.json: larger than 4194304 bytes",
        ]);
    });
});
