import { problemsIn } from "./problems.testSupport";

describe("alternatives", () => {
    const shapes = {
        definitions: {
            circle: {
                type: "object",
                required: ["radius"],
                properties: { kind: { const: "circle" }, radius: { $ref: "#/definitions/size" } },
            },
            square: {
                type: "object",
                required: ["side"],
                properties: { kind: { const: "square" }, side: { $ref: "#/definitions/size" } },
            },
            size: { type: "number", exclusiveMinimum: 0 },
        },
        oneOf: [
            { $ref: "#/definitions/circle" },
            { $ref: "#/definitions/square" },
            { type: "array", items: { $ref: "#/definitions/size" } },
        ],
    };

    it.each<[string, object, string[]]>([
        [
            "kind: circle\nradius: 0",
            shapes,
            ["a.yaml:2: radius must be a number above 0, found the number 0"],
        ],
        ["kind: square\nradius: 1", shapes, ["a.yaml:1: the file has no side"]],
        ["[1, x]", shapes, ['a.yaml:1: [1] must be a number above 0, found the text "x"']],
        [
            "x",
            shapes,
            [
                'a.yaml:1: the file must be a mapping with radius or a mapping with side or a list, each a number above 0, found the text "x"'
                    .replace("a list, each", "a list of values, each")
                    .replaceAll(" or a", ", or a"),
            ],
        ],
        [
            "radius: 1\nside: 1",
            shapes,
            [
                "a.yaml:1: the file must be only one of a mapping with radius, or a mapping with side, or a list of values, each a number above 0, found a mapping",
            ],
        ],
        [
            "a: 1",
            { oneOf: [{ required: ["b"] }, { required: ["c", "d"] }] },
            ["a.yaml:1: the file must have either b or c and d"],
        ],
        [
            "{b: 1, c: 1, d: 1}",
            { oneOf: [{ required: ["b"] }, { required: ["c", "d"] }] },
            ["a.yaml:1: the file must have either b or c and d"],
        ],
        [
            "a: 1",
            { anyOf: [{ required: ["b"] }, { required: ["c"] }] },
            ["a.yaml:1: the file must have b or c"],
        ],
        [
            "x",
            { title: "a size", anyOf: [{ type: "number" }, { type: "null" }] },
            ['a.yaml:1: the file must be a size, found the text "x"'],
        ],
        [
            "x",
            { anyOf: [{ type: "number" }, { anyOf: [{ type: "null" }, { const: true }] }] },
            ['a.yaml:1: the file must be a number or nothing or true, found the text "x"'],
        ],
        [
            "a: {b: 1}",
            {
                properties: {
                    a: {
                        anyOf: [
                            { type: "null" },
                            {
                                anyOf: [
                                    { type: "string" },
                                    { type: "object", properties: { b: { type: "boolean" } } },
                                ],
                            },
                        ],
                    },
                },
            },
            ["a.yaml:1: a.b must be true or false, found the number 1"],
        ],
        [
            "a: 1\nb: 2",
            {
                properties: {
                    a: { type: "string" },
                    b: { anyOf: [{ type: "string" }, { type: "null" }] },
                },
            },
            [
                'a.yaml:1: a must be a text, found the number 1: put it in quotes, "1"',
                "a.yaml:2: b must be a text or nothing, found the number 2",
            ],
        ],
        [
            "a: 1",
            {
                anyOf: [
                    { properties: { a: { type: "number" } } },
                    { properties: { a: { type: "string" } } },
                ],
            },
            [],
        ],
    ])("%s", (text, schema, expected) => {
        expect(problemsIn(text, schema)).toEqual(expected);
    });
});

describe("other keywords", () => {
    it.each<[string, object, string]>([
        [
            "{a b: 1}",
            { propertyNames: { pattern: "^[a-z]+$", title: "letters" } },
            'the file has the key "a b", which must be letters',
        ],
        [
            "{rulse: 1}",
            { propertyNames: { enum: ["rules", "tests"] } },
            'the file has the key "rulse", which must be one of rules, tests; did you mean "rules"?',
        ],
        ["{a: 1}", { dependencies: { a: ["b", "c"] } }, "the file has a, which needs b, c"],
        ["{a: 1}", { properties: { a: false } }, "a can't be given here"],
        ["{a: 1}", { if: { required: ["a"] }, then: { required: ["b"] } }, "the file has no b"],
        ["{a: 1}", { not: { required: ["a"] } }, "the file must be another value, found a mapping"],
        [
            "{a: 1}",
            { not: { required: ["a"] }, title: "without a" },
            "the file must be without a, found a mapping",
        ],
        [
            "{a: 1}",
            { additionalProperties: false },
            'the file has the unknown key "a"; it can\'t have any',
        ],
        ["[{a: 1, b: [2]}, {b: [2], a: 1}]", { uniqueItems: true }, "[1] is the same as [0]"],
    ])("%s", (text, schema, expected) => {
        expect(problemsIn(text, schema)).toEqual([`a.yaml:1: ${expected}`]);
    });
});
