import { problemsIn } from "./problems.testSupport";

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
            [
                'a.yaml:3: rules.r.minimum must be a number of at least 0, found the text "4"; write 4',
            ],
        ],
        ...["4GB", "4 GB", "0.5Gi", "4,5 h"].map((text): [string, string, string[]] => [
            `a number with a unit: ${text}`,
            `rules:\n  r:\n    minimum: ${text}`,
            [
                `a.yaml:3: rules.r.minimum must be a number of at least 0, found the text "${text}"; write the number alone, without a unit`,
            ],
        ]),
        [
            "a decimal comma",
            "rules:\n  r:\n    minimum: 4,5",
            [
                'a.yaml:3: rules.r.minimum must be a number of at least 0, found the text "4,5"; write 4.5',
            ],
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
