import { closest } from "./closest";
import { DocumentSchema } from "./documentSchema";
import { problemsOf } from "./problems.testSupport";
import { parseYaml } from "./yamlText";

const MOST_MS = 1000;
const SIZE = 256 * 1024;
const options = { noun: "the file" };

const repeat = (part: string, size = SIZE) => part.repeat(Math.floor(size / part.length));

/** As many parts as fit, each with its number. */
function count(part: (number: number) => string, size = SIZE): string {
    const parts: string[] = [];
    for (let length = 0; length < size - 32; length += parts.at(-1)?.length ?? 0) {
        parts.push(part(parts.length));
    }
    return parts.join("");
}

const names = { type: "array", items: { type: "string", minLength: 1 }, uniqueItems: true };
const schema = new DocumentSchema<unknown>(
    {
        type: "object",
        additionalProperties: {
            anyOf: [
                { enum: ["advisory", "mandatory"] },
                {
                    type: "object",
                    additionalProperties: false,
                    properties: {
                        names,
                        pairs: { type: "array", uniqueItems: true },
                        level: { enum: ["advisory", "mandatory"] },
                    },
                },
            ],
        },
    },
    options,
);

function problemsInTime(text: string): readonly string[] {
    const started = performance.now();
    const problems = problemsOf(() => {
        const { value, origin } = parseYaml(text, "a.yaml", options);
        return schema.validate(value, origin);
    });
    expect(performance.now() - started).toBeLessThan(MOST_MS);
    return problems;
}

const DEEP = "a.yaml:1: nested too deeply (32 levels at most)";
const MANY = /^a\.yaml:\d+: (the file has too many values|too many values, since)/;
const laughs = Array.from({ length: 30 }, (_, level) => {
    const alias = level === 0 ? "x" : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array(10).fill(alias).join(", ")}]\n`;
}).join("");

describe("is refused in less than a second", () => {
    it.each<[string, string, string | RegExp]>([
        ["more than 256 KiB", repeat("[", 1_048_576), "a.yaml: larger than 262144 bytes"],
        ["lists without end", "[".repeat(100_000), DEEP],
        ["lists with ends", "[".repeat(100_000) + "]".repeat(100_000), DEEP],
        ["mappings without end", repeat("{a: "), DEEP],
        ["mappings in lists", repeat("[{a: "), DEEP],
        ["mappings as keys", repeat("{"), DEEP],
        ["compact lists", repeat("- "), DEEP],
        ["compact keys", repeat("? "), DEEP],
        ["compact mappings", repeat("a: "), DEEP],
        [
            "indented mappings",
            count((n) => `${" ".repeat(n)}a:\n`, SIZE - 1024),
            "a.yaml:34: nested too deeply (32 levels at most)",
        ],
        ["billion laughs", laughs, MANY],
        ["laughs at one level", `a: &a [${"x,".repeat(400)}]\nb: [${"*a,".repeat(1000)}]`, MANY],
        ["a list of very many", `[${repeat("1,", SIZE - 2)}]`, MANY],
        ["commas", `[${repeat(",", SIZE - 1)}`, MANY],
        ["ends of mappings", repeat("}"), MANY],
        ["ends of lists", repeat("] "), MANY],
        ["two anchors and more", repeat("&a "), "a.yaml:1: a node can have at most one anchor"],
        [
            "tags for code",
            repeat("- !!js/function x\n"),
            "a.yaml:1: an unknown tag; put a text that begins with ! in quotes",
        ],
        [
            "tags of one's own",
            repeat("- !x a\n"),
            "a.yaml:1: an unknown tag; put a text that begins with ! in quotes",
        ],
        [
            "a long tag",
            `a: !${"%41".repeat(80_000)} b`,
            "a.yaml:1: an unknown tag; put a text that begins with ! in quotes",
        ],
        [
            "documents",
            repeat("---\n"),
            "a.yaml:2: the file must be one YAML document, and another begins here",
        ],
        [
            "ends of documents",
            repeat("a\n...\n"),
            "a.yaml:3: the file must be one YAML document, and another begins here",
        ],
        ["directives", repeat("%A b\n"), /unknown directive|directives-end/],
        [
            "escapes",
            `"${repeat("\\q", SIZE - 2)}"`,
            'a.yaml:1: an unknown escape in double quotes; write "\\\\" for a backslash',
        ],
        ["a text without its end", `'${repeat("x", SIZE - 1)}`, "a.yaml:1: missing closing 'quote"],
        [
            "a long key",
            `? ${"k".repeat(200_000)}\n: 1`,
            "a.yaml:1: a key of more than 1024 characters",
        ],
        ["the same key", repeat("same: 1234567\n"), /^a\.yaml:2: the key "same" is there already$/],
        ["aliases of nothing", repeat("- *a\n"), /^a\.yaml:1: an alias of nothing/],
        ["keys that are lists", repeat("? [a]\n: b\n"), /a key must be a text|too many/],
        [
            "keys that aren't texts",
            count((n) => `${n}: true\n`),
            /^a\.yaml:1: \["0"\] must be one of|too many/,
        ],
        [
            "unknown rules",
            count((n) => `key${n}: none\n`),
            /^a\.yaml:1: key0 must be one of advisory, mandatory, or a mapping/,
        ],
        [
            "unknown keys",
            `a: {${count((n) => `lvel${n}: 1, `, SIZE - 8)}}`,
            /^a\.yaml:1: a has the unknown key "lvel0"/,
        ],
        [
            "unknown keys of many",
            count((n) => `r${n}: {levl: 1}\n`),
            /^a\.yaml:1: r0 has the unknown key "levl"; did you mean "level"\?/,
        ],
        [
            "wrong items",
            `a: {names: [${repeat("1745, ", SIZE - 16)}]}`,
            /^a\.yaml:1: a\.names\[0\] must be a text with at least one character, found the number 1745: put/,
        ],
        [
            "wrong items under a long key",
            `${"k".repeat(1000)}:\n names:\n${repeat(" - 17\n", SIZE - 1024)}`,
            /^a\.yaml:3: \["k{60}…"\]\.names\[0\] must be a text/,
        ],
        [
            "wrong items behind aliases",
            `a: {names: &a [${"1,".repeat(100)}]}\n${count((n) => `k${n}: {names: *a}\n`, 2000)}`,
            /^a\.yaml:1: a\.names\[0\]/,
        ],
        [
            "items twice",
            `a:\n names:\n${repeat("  - x\n", SIZE - 16)}`,
            /^a\.yaml:4: a\.names\[1\] is the same as a\.names\[0\], "x"$/,
        ],
        [
            "mappings twice",
            `a:\n pairs:\n${count((n) => `  - [${n}, 1]\n`, SIZE - 64)}  - [1, 1]\n`,
            /^a\.yaml:\d+: a\.pairs\[\d+\] is the same as a\.pairs\[1\]$/,
        ],
    ])("%s", (_, text, expected) => {
        const [first = ""] = problemsInTime(text);
        if (typeof expected === "string") expect(first).toBe(expected);
        else expect(first).toMatch(expected);
    });
});

describe("is read in less than a second", () => {
    it.each<[string, string, unknown]>([
        ["a long line", `a: {names: ["${"x ".repeat(130_000)}"]}`, undefined],
        ["long lines of plain text", `a: advisory # ${"x".repeat(260_000)}`, undefined],
        ["empty lines", `a: advisory${repeat("\n", SIZE - 16)}`, undefined],
        ["empty lines of Windows", `a: advisory${repeat("\r\n", SIZE - 16)}`, undefined],
        ["tabs", `a: advisory${repeat("\t", SIZE - 16)}`, undefined],
        ["comments", `${repeat("# x\n", SIZE - 16)}a: advisory`, undefined],
        ["comments everywhere", count((n) => `k${n}: # x\n  advisory\n`), undefined],
        ["a block of text", `a:\n names:\n  - |\n${repeat("   x\n", SIZE - 32)}`, undefined],
        ["a folded text", `a:\n names:\n  - >\n${repeat("   x\n\n", SIZE - 32)}`, undefined],
        ["anchors", count((n) => `k${n}: &a${n} advisory\n`), undefined],
        [
            "aliases",
            `a: &a advisory\n${count((n) => `key-of-an-alias-${n}: *a\n`, SIZE - 32)}`,
            undefined,
        ],
        ["very many rules", count((n) => `key${n}: advisory\n`), undefined],
        [
            "very many pairs",
            `a:\n pairs:\n${count((n) => `  - [x${n}, y]\n`, SIZE - 32)}`,
            undefined,
        ],
        ["a byte order mark", `\ufeff${count((n) => `key${n}: advisory\n`)}`, undefined],
    ])("%s", (_, text) => {
        expect(problemsInTime(text.slice(0, SIZE))).toEqual([]);
    });
});

it("compares a long name with many candidates in no time", () => {
    const candidates = Array.from({ length: 10_000 }, (_, n) => `candidate-${n}`);
    const started = performance.now();
    closest("x".repeat(1_000_000), candidates);
    closest("candidate-x", candidates);
    expect(performance.now() - started).toBeLessThan(MOST_MS);
});
