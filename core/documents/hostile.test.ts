import { closest } from "./closest";
import { DocumentSchema } from "./documentSchema";
import { growth, LARGEST, MOST_GROWTH, once } from "./growth.testSupport";
import { problemsOf } from "./problems.testSupport";
import { parseYaml } from "./yamlText";

const options = { noun: "the file" };

const repeat = (part: string, size: number) => part.repeat(Math.floor(size / part.length));

/** As many parts as fit, each with its number. */
function count(part: (number: number) => string, size: number): string {
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

function problemsIn(text: string): readonly string[] {
    return problemsOf(() => {
        const { value, origin } = parseYaml(text, "a.yaml", options);
        return schema.validate(value, origin);
    });
}

const DEEP = "a.yaml:1: nested too deeply (32 levels at most)";
const MANY = /^a\.yaml:\d+: (the file has too many values|too many values, since)/;
const laughs = Array.from({ length: 30 }, (_, level) => {
    const alias = level === 0 ? "x" : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array(10).fill(alias).join(", ")}]\n`;
}).join("");

describe("is refused in a time that grows with its size alone", () => {
    const texts = once((SIZE): [string, string, string | RegExp][] => [
        ["more than 256 KiB", repeat("[", 4 * LARGEST), "a.yaml: larger than 262144 bytes"],
        ["lists without end", repeat("[", SIZE), DEEP],
        ["lists with ends", repeat("[", SIZE / 2) + repeat("]", SIZE / 2), DEEP],
        ["mappings without end", repeat("{a: ", SIZE), DEEP],
        ["mappings in lists", repeat("[{a: ", SIZE), DEEP],
        ["mappings as keys", repeat("{", SIZE), DEEP],
        ["compact lists", repeat("- ", SIZE), DEEP],
        ["compact keys", repeat("? ", SIZE), DEEP],
        ["compact mappings", repeat("a: ", SIZE), DEEP],
        [
            "indented mappings",
            count((n) => `${" ".repeat(n)}a:\n`, SIZE - 1024),
            "a.yaml:34: nested too deeply (32 levels at most)",
        ],
        ["billion laughs", laughs, MANY],
        ["laughs at one level", `a: &a [${"x,".repeat(400)}]\nb: [${"*a,".repeat(1000)}]`, MANY],
        ["a list of very many", `[${repeat("1,", SIZE - 2)}]`, MANY],
        ["commas", `[${repeat(",", SIZE - 1)}`, MANY],
        ["ends of mappings", repeat("}", SIZE), MANY],
        ["ends of lists", repeat("]", SIZE), MANY],
        [
            "two anchors and more",
            repeat("&a ", SIZE),
            "a.yaml:1: a value can have one & name at most",
        ],
        [
            "tags for code",
            repeat("- !!js/function x\n", SIZE),
            "a.yaml:1: an unknown tag; put a text that begins with ! in quotes",
        ],
        [
            "tags of one's own",
            repeat("- !x a\n", SIZE),
            "a.yaml:1: an unknown tag; put a text that begins with ! in quotes",
        ],
        [
            "a long tag",
            `a: !${repeat("%41", SIZE - 16)} b`,
            "a.yaml:1: an unknown tag; put a text that begins with ! in quotes",
        ],
        [
            "documents",
            repeat("---\n", SIZE),
            "a.yaml:2: the file must be one YAML document, and another begins here",
        ],
        [
            "ends of documents",
            repeat("a\n...\n", SIZE),
            "a.yaml:3: the file must be one YAML document, and another begins here",
        ],
        ["directives", repeat("%A b\n", SIZE), /unknown directive|"---" is missing/],
        [
            "escapes",
            `"${repeat("\\q", SIZE - 2)}"`,
            'a.yaml:1: an unknown escape in double quotes; write "\\\\" for a backslash',
        ],
        [
            "a text without its end",
            `'${repeat("x", SIZE - 1)}`,
            "a.yaml:1: the closing ' of a text is missing; look at the lines above, too",
        ],
        [
            "a long key",
            `? ${repeat("k", SIZE - 16)}\n: 1`,
            "a.yaml:1: a key of more than 1024 characters",
        ],
        [
            "the same key",
            repeat("same: 1234567\n", SIZE),
            /^a\.yaml:2: the key "same" is there already$/,
        ],
        ["aliases of nothing", repeat("- *a\n", SIZE), /^a\.yaml:1: an alias of nothing/],
        ["keys that are lists", repeat("? [a]\n: b\n", SIZE), /a key must be a text|too many/],
        [
            "keys that aren't texts",
            count((n) => `${n}: true\n`, SIZE),
            /^a\.yaml:1: \["0"\] must be one of|too many/,
        ],
        [
            "unknown rules",
            count((n) => `key${n}: none\n`, SIZE),
            /^a\.yaml:1: key0 must be one of advisory, mandatory, or a mapping/,
        ],
        [
            "unknown keys",
            `a: {${count((n) => `lvel${n}: 1, `, SIZE - 8)}}`,
            /^a\.yaml:1: a has the unknown key "lvel0"/,
        ],
        [
            "unknown keys of many",
            count((n) => `r${n}: {levl: 1}\n`, SIZE),
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
            /^a\.yaml:3: \["k{60}"… \(940 more characters\)\]\.names\[0\] must be a text/,
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
    ]);
    it.each(texts(LARGEST).map(([what, , expected], index) => [what, expected, index] as const))(
        "%s",
        (_, expected, index) => {
            let first = "";
            const grown = growth((size) => {
                const [problem = ""] = problemsIn(texts(size)[index]?.[1] ?? "");
                if (size === LARGEST) first = problem;
            });
            if (typeof expected === "string") expect(first).toBe(expected);
            else expect(first).toMatch(expected);
            expect(grown).toBeLessThan(MOST_GROWTH);
        },
    );
});

describe("is read in a time that grows with its size alone", () => {
    const texts = once((SIZE): [string, string][] => [
        ["a long line", `a: {names: ["${repeat("x ", SIZE - 32)}"]}`],
        ["long lines of plain text", `a: advisory # ${repeat("x", SIZE - 32)}`],
        ["empty lines", `a: advisory${repeat("\n", SIZE - 16)}`],
        ["empty lines of Windows", `a: advisory${repeat("\r\n", SIZE - 16)}`],
        ["tabs", `a: advisory${repeat("\t", SIZE - 16)}`],
        ["comments", `${repeat("# x\n", SIZE - 16)}a: advisory`],
        ["comments everywhere", count((n) => `k${n}: # x\n  advisory\n`, SIZE)],
        ["a block of text", `a:\n names:\n  - |\n${repeat("   x\n", SIZE - 32)}`],
        ["a folded text", `a:\n names:\n  - >\n${repeat("   x\n\n", SIZE - 32)}`],
        ["anchors", count((n) => `k${n}: &a${n} advisory\n`, SIZE)],
        ["aliases", `a: &a advisory\n${count((n) => `key-of-an-alias-${n}: *a\n`, SIZE - 32)}`],
        ["very many rules", count((n) => `key${n}: advisory\n`, SIZE)],
        ["very many pairs", `a:\n pairs:\n${count((n) => `  - [x${n}, y]\n`, SIZE - 32)}`],
        ["a byte order mark", `\ufeff${count((n) => `key${n}: advisory\n`, SIZE)}`],
    ]);
    it.each(texts(LARGEST).map(([what], index) => [what, index] as const))("%s", (_, index) => {
        let problems: readonly string[] | undefined;
        const grown = growth((size) => {
            const found = problemsIn(texts(size)[index]?.[1].slice(0, size) ?? "");
            if (size === LARGEST) problems = found;
        });
        expect(problems).toEqual([]);
        expect(grown).toBeLessThan(MOST_GROWTH);
    });
});

it("compares a long name with many candidates without looking at all of it", () => {
    const candidates = Array.from({ length: 10_000 }, (_, n) => `candidate-${n}`);
    expect(closest("x".repeat(1_000_000), candidates)).toBeUndefined();
    expect(growth((size) => closest("x".repeat(size), candidates))).toBeLessThan(MOST_GROWTH);
});
