import { parseYaml } from "./yamlText";
import { problemsOf } from "./problems.testSupport";

const options = { noun: "the file" };
const parse = (text: string) => parseYaml(text, "a.yaml", options);
const value = (text: string) => parse(text).value;
const problems = (text: string) => problemsOf(() => parse(text));

describe("the value", () => {
    it.each<[string, string, unknown]>([
        [
            "a mapping",
            "a: 1\nb: [x, 2.5, true, null, ~]",
            { a: 1, b: ["x", 2.5, true, null, null] },
        ],
        ["JSON", '{"a": {"b": [1, "\\u00e9\\/\\ud83d\\ude00"]}}', { a: { b: [1, "é/😀"] } }],
        ["JSON that is indented by tabs", '{\n\t"a": [\n\t\t1\n\t]\n}\n', { a: [1] }],
        ["an empty text", "", null],
        ["comments alone", "# nothing\n\n# here\n", null],
        ["a byte order mark", "\ufeffa: 1\n", { a: 1 }],
        ["the lines of Windows", "a:\r\n  - 1\r\n  - x y\r\n", { a: [1, "x y"] }],
        ["marks of one document", "---\na: 1\n...\n", { a: 1 }],
        ["words of YAML 1.1", "a: [yes, no, on, off]", { a: ["yes", "no", "on", "off"] }],
        ["words of YAML 1.1, though it is asked for", "%YAML 1.1\n---\na: no\n", { a: "no" }],
        ["a date, which is a text", "a: 2026-12-31", { a: "2026-12-31" }],
        ["a text by its tag", "a: !!str 1.10", { a: "1.10" }],
        [
            "keys that aren't texts, as they stand",
            "1.10: a\ntrue: b\n~: c",
            { "1.10": "a", true: "b", "~": "c" },
        ],
        ["a key without a value", "{a, b: }", { a: null, b: null }],
        ["an empty key", ": 1", { "": 1 }],
        [
            "a merge key, which isn't merged",
            "a: &a {x: 1}\nb: {<<: *a}",
            { a: { x: 1 }, b: { "<<": { x: 1 } } },
        ],
        ["aliases", "a: &a [1]\nb: *a", { a: [1], b: [1] }],
        ["an alias as a key", "a: &k name\n*k : 1", { a: "name", name: 1 }],
        [
            "an anchor that is set anew",
            "a: &x 1\nb: *x\nc: &x 2\nd: *x",
            { a: 1, b: 1, c: 2, d: 2 },
        ],
        ["a mapping within a flow list", "[a: 1, b: 2]", [{ a: 1 }, { b: 2 }]],
        ["numbers beyond all measure", "[.inf, -.inf, 1e999]", [Infinity, -Infinity, Infinity]],
    ])("of %s", (_, text, expected) => {
        expect(value(text)).toEqual(expected);
    });

    it("has __proto__ as a key like any other", () => {
        const parsed = value("__proto__: {polluted: true}\nconstructor: 1\nprototype: 2") as object;
        expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
        expect(Object.keys(parsed)).toEqual(["__proto__", "constructor", "prototype"]);
        expect("polluted" in parsed).toBe(false);
        expect("polluted" in {}).toBe(false);
    });
});

describe("the origin", () => {
    const { origin } = parse("# top\na:\n  b: 1.10\n\n  'c.d':\n    - &x x\n    - {e: *x}\n");

    it.each<[(string | number)[], string | undefined, number]>([
        [[], undefined, 2],
        [["a"], undefined, 3],
        [["a"], "b", 3],
        [[], "a", 2],
        [["a"], "c.d", 5],
        [["a", "c.d"], undefined, 6],
        [["a", "c.d", 1], undefined, 7],
        [["a", "c.d", 1, "e"], undefined, 6],
        [["a", "c.d", 1], "e", 7],
        [["a"], "missing", 3],
        [["a", "c.d", 7, "x"], undefined, 6],
    ])("of %j and the key %s", (path, key, line) => {
        expect(origin.lineOf(path, key)).toBe(line);
        expect(origin.locate(path, key)).toBe(`a.yaml:${line}`);
    });

    it("knows how a scalar stands in the file", () => {
        expect(origin.file).toBe("a.yaml");
        expect(origin.sourceOf(["a", "b"])).toBe("1.10");
        expect(origin.sourceOf(["a"])).toBeUndefined();
    });

    it("counts the lines of Windows", () => {
        expect(parse("a: 1\r\n\r\nb: 2\r\n").origin.lineOf([], "b")).toBe(3);
    });
});

describe("a text that is refused", () => {
    it.each<[string, string, string[]]>([
        ["a tab", "a:\n\tb: 1\n", ["a.yaml:2: a tab in the indentation; write spaces"]],
        [
            "a key twice",
            "a: 1\nb:\n  c: 1\n  c: 2\na: 3\n",
            ['a.yaml:4: the key "c" is there already', 'a.yaml:5: the key "a" is there already'],
        ],
        ["a key twice in JSON", '{"a": 1,\n"a": 2}', ['a.yaml:2: the key "a" is there already']],
        [
            "a key twice, once as a number",
            '1: a\n"1": b\n',
            ['a.yaml:2: the key "1" is there already'],
        ],
        [
            "__proto__ twice",
            "__proto__: a\n__proto__: b\n",
            ['a.yaml:2: the key "__proto__" is there already'],
        ],
        ["a list as a key", "? [a]\n: 1\n", ["a.yaml:1: a key must be a text"]],
        [
            "a long key",
            `? ${"k".repeat(1025)}\n: 1\n`,
            ["a.yaml:1: a key of more than 1024 characters"],
        ],
        [
            "two documents",
            "a: 1\n---\nb: 1\n",
            ["a.yaml:2: the file must be one YAML document, and another begins here"],
        ],
        [
            "an alias of nothing",
            "a: 1\nb: *s3cret",
            ["a.yaml:2: an alias of nothing above it; put a text that begins with * in quotes"],
        ],
        [
            "an alias of what it stands in",
            "a: &a\n  - *a",
            ["a.yaml:2: an alias of nothing above it; put a text that begins with * in quotes"],
        ],
        [
            "a tag for code",
            "a: !!js/function 'return 1'",
            ["a.yaml:1: an unknown tag; put a text that begins with ! in quotes"],
        ],
        [
            "a tag of one's own",
            "a: 1\nb: !s3cret",
            ["a.yaml:2: an unknown tag; put a text that begins with ! in quotes"],
        ],
        [
            "a tag of YAML 1.1",
            "a: !!binary aGk=\nb: !!set {c}",
            [
                "a.yaml:1: an unknown tag; put a text that begins with ! in quotes",
                "a.yaml:2: an unknown tag; put a text that begins with ! in quotes",
            ],
        ],
        [
            "a directive",
            "%s3cret\n---\na: 1",
            ["a.yaml:1: an unknown directive; put a text that begins with % in quotes"],
        ],
        [
            "a colon in a text",
            "a: b: s3cret",
            [
                'a.yaml:1: a mapping can\'t begin here; check the indentation, and put a text that contains ": " in quotes',
            ],
        ],
        [
            "an escape",
            'a: "\\s3cret"',
            ['a.yaml:1: an unknown escape in double quotes; write "\\\\" for a backslash'],
        ],
        [
            "a reserved character",
            "a: @s3cret",
            ["a.yaml:1: a text can't begin with @; put the text in quotes"],
        ],
        [
            "a bad block",
            "a: |s3cret\n",
            ['a.yaml:1: after ">" or "|", the text must begin on the next line'],
        ],
    ])("%s", (_, text, expected) => {
        expect(problems(text)).toEqual(expected);
    });

    it.each([
        "a: [",
        "a: ]",
        "a: {b",
        '"',
        "'",
        "- a\nb: 1",
        "a: 1\n b: 2",
        "&",
        "*",
        "? ",
        "!",
        "- ",
        "@",
        "}",
        "a: %",
    ])("or not: %j has problems of one line each", (text) => {
        for (const problem of problems(text)) expect(problem).toMatch(/^a\.yaml:\d+: .+$/);
    });
});

describe("the limits", () => {
    const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

    it.each([
        [32, []],
        [33, ["a.yaml:1: nested too deeply (32 levels at most)"]],
    ])("%i levels", (levels, expected) => {
        expect(problems(nested(levels))).toEqual(expected);
        expect(problems(`${"- ".repeat(levels)}a`)).toEqual(expected);
    });

    it("counts the levels behind aliases", () => {
        const lines = [
            "- &a0 [x]",
            ...Array.from({ length: 40 }, (_, n) => `- &a${n + 1} [*a${n}]`),
        ];
        expect(problems(lines.join("\n"))).toEqual([
            "a.yaml:33: nested too deeply (32 levels at most)",
        ]);
    });

    it("are settings", () => {
        const small = { ...options, deepest: 2, largest: 20 };
        expect(problemsOf(() => parseYaml(nested(2), "a.yaml", small))).toEqual([]);
        expect(problemsOf(() => parseYaml(nested(3), "a.yaml", small))).toEqual([
            "a.yaml:1: nested too deeply (2 levels at most)",
        ]);
        expect(problemsOf(() => parseYaml("é".repeat(11), "a.yaml", small))).toEqual([
            "a.yaml: larger than 20 bytes",
        ]);
        expect(problemsOf(() => parseYaml("[a,b,c,d,e,f,g]", "a.yaml", small))).toEqual([
            "a.yaml:1: the file has too many values (it may have 10 parts)",
        ]);
    });

    it("let a large honest file pass", () => {
        const entry = (n: number) => `- {name: app-${n}, version: "1.${n}", gpu: [nvidia l4]}\n`;
        const text = Array.from({ length: 3500 }, (_, n) => entry(n)).join("");
        expect(text.length).toBeGreaterThan(150_000);
        const parsed = value(text);
        expect(parsed).toHaveLength(3500);
        expect(value(JSON.stringify(parsed))).toEqual(parsed);
    });
});
