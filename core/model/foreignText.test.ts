import * as fc from "fast-check";
import { anyCharacter } from "../../dev/support/anyCharacter";
import { runs } from "../../dev/support/propertyRuns";
import { showLine, showText, showValue } from "./foreignText";

/** From code point to code point, both included. Written out here, and not as classes of Unicode. */
const UNSEEN: [string, number, number][] = [
    ["C0", 0x00, 0x1f],
    ["DEL and C1", 0x7f, 0x9f],
    ["no-break space", 0xa0, 0xa0],
    ["soft hyphen", 0xad, 0xad],
    ["combining grapheme joiner", 0x34f, 0x34f],
    ["Arabic letter mark", 0x61c, 0x61c],
    ["Hangul fillers", 0x115f, 0x1160],
    ["blanks of other widths", 0x2000, 0x200a],
    ["zero width, marks of direction", 0x200b, 0x200f],
    ["line and paragraph separators", 0x2028, 0x2029],
    ["embeddings and overrides", 0x202a, 0x202e],
    ["word joiner, invisible operators, isolates", 0x2060, 0x206f],
    ["blank of Braille", 0x2800, 0x2800],
    ["ideographic space", 0x3000, 0x3000],
    ["half of a character", 0xd800, 0xdfff],
    ["private use", 0xe000, 0xf8ff],
    ["variation selectors", 0xfe00, 0xfe0f],
    ["byte order mark", 0xfeff, 0xfeff],
    ["annotations", 0xfff9, 0xfffb],
    ["no characters", 0xfffe, 0xffff],
    ["shorthand format controls", 0x1bca0, 0x1bca3],
    ["musical format controls", 0x1d173, 0x1d17a],
    ["tags", 0xe0000, 0xe007f],
    ["more variation selectors", 0xe0100, 0xe01ef],
    ["private use of plane 15", 0xf0000, 0xf00ff],
];
const isUnseen = (character: string) => {
    const code = character.codePointAt(0) ?? 0;
    return UNSEEN.some(([, first, last]) => code >= first && code <= last);
};
const readLine = (line: string): unknown => JSON.parse(`"${line.replaceAll('"', '\\"')}"`);

const someCharacter = fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: anyCharacter, minLength: 1, maxLength: 1 }) },
    {
        weight: 3,
        arbitrary: fc
            .constantFrom(...UNSEEN)
            .chain(([, first, last]) => fc.integer({ min: first, max: last }))
            .map((code) => String.fromCodePoint(code)),
    },
    fc.constantFrom("\\", '"', "#", "##vso[", "::error::", "…", "\\u001b", " ", "é", "日", "😀"),
);
const anyText = fc.array(someCharacter, { maxLength: 30 }).map((characters) => characters.join(""));

describe("a text of somebody else's", () => {
    it.each(UNSEEN)("is shown without %s", (_name, first, last) => {
        const wrong: string[] = [];
        for (let code = first; code <= last; code += 1) {
            const text = `a${String.fromCodePoint(code)}b`;
            const [quoted, line] = [showText(text), showLine(text)];
            const isThere = [...quoted, ...line].some(isUnseen);
            if (isThere || JSON.parse(quoted) !== text) wrong.push(code.toString(16));
        }
        expect(wrong).toEqual([]);
    });

    it("has nothing that is unseen or obeyed, whatever it is, and can be read back", () => {
        fc.assert(
            fc.property(anyText, (text) => {
                const [quoted, line] = [showText(text), showLine(text)];
                expect(JSON.parse(quoted)).toBe(text);
                expect(readLine(line)).toBe(text);
                for (const shown of [quoted, line]) {
                    expect([...shown].filter(isUnseen)).toEqual([]);
                    expect(shown).not.toMatch(/##|^\s*::/);
                }
            }),
            { numRuns: runs(2000) },
        );
    });

    it("has a bounded length, and says how much was cut", () => {
        fc.assert(
            fc.property(anyText, fc.integer({ min: 1, max: 20 }), (text, longest) => {
                for (const [shown, read] of [
                    [showText(text, { longest }), JSON.parse],
                    [showLine(text, { longest }), readLine],
                ] as const) {
                    expect(shown.length).toBeLessThanOrEqual(6 * longest + 40);
                    const [, beginning = "", rest] =
                        /^(.*)… \((\d+) more characters?\)$/s.exec(shown) ?? [];
                    if (text.length <= longest) {
                        expect(read(shown)).toBe(text);
                    } else {
                        const known = read(beginning) as string;
                        expect(text.startsWith(known)).toBe(true);
                        expect(known.length + Number(rest)).toBe(text.length);
                    }
                }
            }),
            { numRuns: runs(2000) },
        );
    });

    it.each([
        ["img-gen@4.0", '"img-gen@4.0"', "img-gen@4.0"],
        ["日本 é 😀", '"日本 é 😀"', "日本 é 😀"],
        ["", '""', ""],
        ['say "hi"\\', '"say \\"hi\\"\\\\"', 'say "hi"\\\\'],
        ["a\u001b[31m\r\nb", '"a\\u001b[31m\\r\\nb"', "a\\u001b[31m\\r\\nb"],
        ["\u202ecod", '"\\u202ecod"', "\\u202ecod"],
        ["\u{e0041}", '"\\udb40\\udc41"', "\\udb40\\udc41"],
        [
            "##vso[task.setvariable]",
            '"#\\u0023vso[task.setvariable]"',
            "#\\u0023vso[task.setvariable]",
        ],
        ["::error::x", '"::error::x"', "\\u003a:error::x"],
        ["a::b # c", '"a::b # c"', "a::b # c"],
    ])("%j", (text, quoted, line) => {
        expect(showText(text)).toBe(quoted);
        expect(showLine(text)).toBe(line);
    });

    it.each([
        ["a".repeat(201), `"${"a".repeat(200)}"… (1 more character)`],
        ["a".repeat(20 * 1024 * 1024), `"${"a".repeat(200)}"… (20971320 more characters)`],
        [`${"a".repeat(199)}😀`, `"${"a".repeat(199)}"… (2 more characters)`],
    ])("is cut after 200 characters, but not within one", (text, shown) => {
        expect(showText(text)).toBe(shown);
    });
});

it.each([
    ["4", '"4"'],
    [4, "4"],
    [NaN, "NaN"],
    [10n, "10n"],
    [undefined, "undefined"],
    [null, "null"],
    [["a\u202eb", 1], '["a\\u202eb",1]'],
    ["x".repeat(300), `"${"x".repeat(200)}"… (100 more characters)`],
    [["x".repeat(300)], `["${"x".repeat(198)}… (104 more characters)`],
])("a value of any type is shown: %p", (value, shown) => {
    expect(showValue(value)).toBe(shown);
});

it("a value without a text of its own is shown as an object", () => {
    const circle: { circle?: object } = {};
    circle.circle = circle;
    expect(showValue(circle)).toBe("an object");
});
