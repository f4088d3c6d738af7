import * as fc from "fast-check";
import { runs } from "../../../dev/support/propertyRuns";
import { MOST_LEVELS, parseJsonText } from "./jsonText";

it("reads what JSON.parse reads", () => {
    fc.assert(
        fc.property(
            fc.jsonValue({ maxDepth: 20 }),
            fc.integer({ min: 0, max: 2 }),
            (value, space) => {
                const text = JSON.stringify(value, null, space);
                expect(parseJsonText(text)).toEqual(JSON.parse(text));
            },
        ),
        { numRuns: runs(500) },
    );
});

it("takes no bracket in a text for one", () => {
    const value = { '[{\\"[': "[".repeat(10_000), '"': '\\"[[[{{{\\\\' };
    expect(parseJsonText(JSON.stringify(value))).toEqual(value);
});

it.each(["", "{", '{"a', '{"a\\', "[1,]", "}]", "nothing"])(
    "refuses %j as JSON.parse does",
    (text) => {
        expect(() => parseJsonText(text)).toThrow(SyntaxError);
    },
);

it("refuses what is nested too deeply", () => {
    const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    expect(parseJsonText(nested(MOST_LEVELS))).toBeInstanceOf(Array);
    expect(() => parseJsonText(nested(MOST_LEVELS + 1))).toThrow("nested as no app is");
    expect(() => parseJsonText(nested(5_000_000))).toThrow("nested as no app is");
});

it("refuses a text of brackets, and not a list of apps", () => {
    const unset = JSON.stringify({
        id: "a",
        name: "a",
        deviceRequirements: {},
        platformConfig: {},
    });
    const list = (item: string, count: number) => `[${Array(count).fill(item).join()}]`;
    expect(parseJsonText(list(unset, 50_000))).toHaveLength(50_000);
    expect(parseJsonText(list("{}", 900))).toHaveLength(900);
    for (const item of ["{}", "[]", '{"a":1}', "[{}]"]) {
        expect(() => parseJsonText(list(item, 100_000))).toThrow("nested as no app is");
    }
});

it("refuses a text of values without end, and not a list of the shortest names", () => {
    const app = (gpu: string[]) => ({ id: "a", name: "a", deviceRequirements: { gpu } });
    const list = (item: unknown, count: number) => JSON.stringify(Array(count).fill(item));
    const short = Array<string>(5).fill("T4");
    expect(parseJsonText(list(app(short), 50_000))).toHaveLength(50_000);
    expect(parseJsonText(list({ id: "a", name: "a" }, 50_000))).toHaveLength(50_000);
    expect(parseJsonText(list("T4", 1001))).toHaveLength(1001);
    for (const item of ["T4", "", 1, true, "rtx"]) {
        expect(() => parseJsonText(list(item, 10_000))).toThrow("more values than any app has");
    }
});

it("takes no comma in a text for one", () => {
    const value = ['a,,,\\",', ",".repeat(10_000)];
    expect(parseJsonText(JSON.stringify(value))).toEqual(value);
});
