import { DocumentSchema } from "./documentSchema";
import { inMemory } from "./origin";
import { parseYaml } from "./yamlText";
import { problemsIn, problemsOf } from "./problems.testSupport";

const LEVEL = { enum: ["advisory", "mandatory", "disabled"] };
const RULE = {
    type: "object",
    additionalProperties: false,
    properties: {
        enforcementLevel: LEVEL,
        allow: { type: "array", items: { type: "string" }, uniqueItems: true, minItems: 1 },
        minimum: { type: "number", minimum: 0 },
        until: { type: "string", format: "date" },
        password: { type: "string" },
    },
};
const RULES = {
    type: "object",
    additionalProperties: false,
    required: ["rules"],
    properties: {
        rules: { type: "object", additionalProperties: { anyOf: [LEVEL, RULE] } },
        constructor: { type: "string" },
    },
};
const LEVELS = "one of advisory, mandatory, disabled";
const KNOWN = "enforcementLevel, allow, minimum, until, password";
const ALTERNATIVES = `${LEVELS}, or a mapping that may have enforcementLevel, allow, minimum, until and password`;

describe("a problem", () => {
    it.each<[string, string, string[]]>([
        ["none", "rules:\n  a: advisory\n  b: { allow: [x], until: 2026-12-31, minimum: 0 }", []],
        ["nothing", "", ["a.yaml:1: the file must be a mapping with rules, found nothing"]],
        ["a list", "- a", ["a.yaml:1: the file must be a mapping with rules, found a list"]],
        ["a missing key", "# here\n{}", ["a.yaml:2: the file has no rules"]],
        [
            "a misspelt key",
            "rules:\n  gpu-allowed:\n    alow: [x]",
            [
                `a.yaml:3: rules.gpu-allowed has the unknown key "alow"; did you mean "allow"? (known are ${KNOWN})`,
            ],
        ],
        [
            "an unknown key",
            "rules: {}\nextra: 1",
            ['a.yaml:2: the file has the unknown key "extra"; known are rules, constructor'],
        ],
        [
            "a number in quotes",
            'rules:\n  r:\n    minimum: "4"',
            ['a.yaml:3: rules.r.minimum must be a number of at least 0, found the text "4"'],
        ],
        [
            "NaN",
            "rules: {r: {minimum: .nan}}",
            ["a.yaml:1: rules.r.minimum must be a number of at least 0, found the number .nan"],
        ],
        [
            "infinity",
            "rules: {r: {minimum: 1e999}}",
            ["a.yaml:1: rules.r.minimum must be a number of at least 0, found the number 1e999"],
        ],
        [
            "no list",
            "rules: {r: {allow: x}}",
            ['a.yaml:1: rules.r.allow must be a list of at least one text, found the text "x"'],
        ],
        [
            "an empty list",
            "rules: {r: {allow: []}}",
            ["a.yaml:1: rules.r.allow must be a list of at least one text, found an empty list"],
        ],
        [
            "an item",
            "rules:\n  r:\n    allow:\n      - x\n      - 1.10",
            [
                'a.yaml:5: rules.r.allow[1] must be a text, found the number 1.10: put it in quotes, "1.10"',
            ],
        ],
        [
            "items twice",
            "rules:\n  r:\n    allow: [a, b,\n      a,\n      b, a]",
            [
                'a.yaml:4: rules.r.allow[2] is the same as rules.r.allow[0], "a"',
                'a.yaml:5: rules.r.allow[3] is the same as rules.r.allow[1], "b"',
                'a.yaml:5: rules.r.allow[4] is the same as rules.r.allow[0], "a"',
            ],
        ],
        [
            "a date",
            "rules: {r: {until: 2026-02-30}}",
            [
                'a.yaml:1: rules.r.until must be a date such as 2026-12-31, found the text "2026-02-30"',
            ],
        ],
        [
            "a word out of a few",
            "rules: {r: {enforcementLevel: mandatroy}}",
            [
                `a.yaml:1: rules.r.enforcementLevel must be ${LEVELS}, found the text "mandatroy"; did you mean "mandatory"?`,
            ],
        ],
        [
            "neither alternative",
            "rules: {r: 7}",
            [`a.yaml:1: rules.r must be ${ALTERNATIVES}, found the number 7`],
        ],
        [
            "the first alternative, misspelt",
            "rules: {r: advisry}",
            [
                `a.yaml:1: rules.r must be ${ALTERNATIVES}, found the text "advisry"; did you mean "advisory"?`,
            ],
        ],
        [
            "a key with a dot",
            'rules: {"a.b": {until: 1}}',
            ['a.yaml:1: rules["a.b"].until must be a date such as 2026-12-31, found the number 1'],
        ],
        [
            "a key that is a number",
            "rules: {2: {until: 1}}",
            ['a.yaml:1: rules["2"].until must be a date such as 2026-12-31, found the number 1'],
        ],
        [
            "a key that isn't a text",
            "true: x\nrules: {}",
            ['a.yaml:1: the file has the unknown key "true"; known are rules, constructor'],
        ],
        [
            "a merge key",
            "rules: {}\n<<: {a: 1}",
            ['a.yaml:2: the file has the unknown key "<<"; known are rules, constructor'],
        ],
        [
            "a long value",
            `rules: {r: {minimum: ${"x".repeat(99)}}}`,
            [
                `a.yaml:1: rules.r.minimum must be a number of at least 0, found the text "${"x".repeat(60)}"… (39 more characters)`,
            ],
        ],
        [
            "a long number",
            `constructor: ${"1".repeat(99)}\nrules: {}`,
            [
                `a.yaml:1: constructor must be a text, found the number ${"1".repeat(60)}… (39 more characters): put it in quotes, "${"1".repeat(60)}"… (39 more characters)`,
            ],
        ],
    ])("%s", (_, text, expected) => {
        expect(problemsIn(text, RULES)).toEqual(expected);
    });

    it("is told with all the others, in the order of the lines, each once", () => {
        const text = "a: 1\nrules:\n  r: { b: 1, until: 2 }\n  s: 3\nc: 4";
        expect(problemsIn(text, RULES).map((problem) => problem.split(" ", 1)[0])).toEqual(
            [1, 3, 3, 4, 5].map((line) => `a.yaml:${line}:`),
        );
    });

    it("is counted, after the first thousand", () => {
        const text = Array.from({ length: 1500 }, (_, n) => `- ${n}`).join("\n");
        const problems = problemsIn(text, { items: { type: "boolean" } });
        expect(problems).toHaveLength(1001);
        expect(problems[0]).toBe("a.yaml:1: [0] must be true or false, found the number 0");
        expect(problems[1000]).toBe("a.yaml: and 500 more problems");
    });

    it("is one, though several keywords see it", () => {
        const schema = {
            type: "string",
            title: "a UUID",
            pattern: "^[a-f]",
            format: "uuid",
            minLength: 9,
        };
        expect(problemsIn("x", schema)).toEqual([
            'a.yaml:1: the file must be a UUID, found the text "x"',
        ]);
    });

    it("doesn't show what may be a password", () => {
        const schema = {
            properties: {
                password: { type: "string" },
                login: { type: "object", additionalProperties: { type: "number" } },
                keys: { type: "array", items: { enum: ["hunter1"] }, uniqueItems: true },
                token: {
                    type: "object",
                    additionalProperties: false,
                    propertyNames: { maxLength: 2 },
                },
            },
        };
        const text =
            "password: 12345\nlogin: {a: hunter2}\nkeys: [hunter2, hunter2]\ntoken: {hunter2: 1}";
        const problems = problemsIn(text, schema, ["password", "login", "keys", "token"]);
        expect(problems).toEqual([
            "a.yaml:1: password must be a text, found a number",
            "a.yaml:2: login.a must be a number, found a text",
            "a.yaml:3: keys[0] must be hunter1, found a text",
            "a.yaml:3: keys[1] must be hunter1, found a text",
            "a.yaml:3: keys[1] is the same as keys[0]",
            "a.yaml:4: token has an unknown key",
        ]);
    });
});

describe("keys that objects have of themselves", () => {
    const text =
        "rules:\n  __proto__: {until: 1}\n__proto__: {polluted: 1}\nprototype: 1\ntoString: 2";

    it("are unknown keys like others", () => {
        expect(problemsIn(text, RULES)).toEqual([
            "a.yaml:2: rules.__proto__.until must be a date such as 2026-12-31, found the number 1",
            'a.yaml:3: the file has the unknown key "__proto__"; known are rules, constructor',
            'a.yaml:4: the file has the unknown key "prototype"; known are rules, constructor',
            'a.yaml:5: the file has the unknown key "toString"; known are rules, constructor',
        ]);
        expect("polluted" in {}).toBe(false);
    });

    it("are known where the schema knows them", () => {
        expect(problemsIn("constructor: 1\nrules: {}", RULES)).toEqual([
            'a.yaml:1: constructor must be a text, found the number 1: put it in quotes, "1"',
        ]);
    });

    it("are missing where nobody wrote them", () => {
        expect(problemsIn("a: 1", { required: ["constructor"] })).toEqual([
            "a.yaml:1: the file has no constructor",
        ]);
    });
});

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

describe("a key among many", () => {
    const many = Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`setting${n}`, {}]));
    const schema = { additionalProperties: false, properties: many };

    it("is compared with them, without a list", () => {
        expect(problemsIn("seting7: 1", schema)).toEqual([
            'a.yaml:1: the file has the unknown key "seting7"; did you mean "setting7"?',
        ]);
    });

    it("has the list if none is near", () => {
        expect(problemsIn("other: 1", schema)[0]).toContain("known are setting0, setting1, ");
    });
});

describe("a schema", () => {
    it("returns the very value, typed", () => {
        const value = { rules: {} };
        const schema = new DocumentSchema<{ rules: object }>(RULES, { noun: "the file" });
        expect(schema.validate(value, inMemory("rules"))).toBe(value);
    });

    it("has formats of one's own", () => {
        const formats = { even: (text: string) => text.length % 2 === 0 };
        const schema = new DocumentSchema<string>(
            { type: "string", format: "even" },
            { noun: "the file", formats },
        );
        const memory = inMemory("a value");
        expect(schema.validate("ab", memory)).toBe("ab");
        expect(problemsOf(() => schema.validate("abc", memory))).toEqual([
            'a value: the file must be a text of the format even, found the text "abc"',
        ]);
    });

    it.each([
        [undefined, "nothing"],
        [Infinity, "the number Infinity"],
        [true, "the boolean true"],
    ])("speaks of %p in memory, without a line", (value, found) => {
        const schema = new DocumentSchema({ type: "object" }, { noun: "the file" });
        expect(problemsOf(() => schema.validate(value, inMemory("rules")))).toEqual([
            `rules: the file must be a mapping, found ${found}`,
        ]);
    });

    it("that is none is the programmer's mistake", () => {
        expect(() => new DocumentSchema({ type: "text" }, { noun: "the file" })).toThrow(
            /^schema is invalid/,
        );
        expect(() => new DocumentSchema({ tpye: "string" }, { noun: "the file" })).toThrow("tpye");
    });

    it("that refers to itself ends", () => {
        const tree = {
            type: "object",
            properties: { children: { type: "array", items: { $ref: "#" } } },
        };
        const { value, origin } = parseYaml("children: [{children: [7]}]", "a.yaml", {
            noun: "the file",
        });
        const schema = new DocumentSchema(tree, { noun: "the file" });
        expect(problemsOf(() => schema.validate(value, origin))).toEqual([
            "a.yaml:1: children[0].children[0] must be a mapping that may have children, found the number 7",
        ]);
    });
});

it("does not copy the problems before at each reference", () => {
    const item = {
        type: "object",
        required: ["name"],
        properties: { kind: { $ref: "#/definitions/kind" } },
    };
    const referring = new DocumentSchema(
        {
            definitions: { kind: { enum: ["a"] }, item },
            type: "array",
            items: { $ref: "#/definitions/item" },
        },
        { noun: "the list" },
    );
    const copied = (length: number): number => {
        let elements = 0;
        const { concat } = Array.prototype;
        const spy = jest.spyOn(Array.prototype, "concat").mockImplementation(function (
            this: unknown[],
            ...others: unknown[]
        ) {
            elements += this.length;
            return concat.apply(this, others) as unknown[];
        });
        const value = Array.from({ length }, () => ({ kind: "b" }));
        const found = problemsOf(() => referring.validate(value, inMemory("list")));
        spy.mockRestore();
        expect(found.length).toBeGreaterThan(0);
        return elements;
    };
    expect(copied(2000)).toBeLessThanOrEqual(2.5 * copied(1000));
});
