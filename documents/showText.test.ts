import { cut, quote } from "./showText";

it.each([
    ["short", "short"],
    ["x".repeat(60), "x".repeat(60)],
    ["x".repeat(61), `${"x".repeat(60)}…`],
    ["😀".repeat(30), "😀".repeat(30)],
    [`x${"😀".repeat(30)}`, `x${"😀".repeat(29)}…`],
])("%s is cut to 60 characters", (text, expected) => {
    expect(cut(text)).toBe(expected);
});

it.each([
    ['a "b" \\', '"a \\"b\\" \\\\"'],
    ["a\nb\t", '"a\\nb\\t"'],
    ["\u009b\u2028\u202e\u{e0041}", '"\\u009b\\u2028\\u202e\\u{e0041}"'],
    ["\ud800", '"\\ud800"'],
    ["Größe 😀", '"Größe 😀"'],
])("%j in quotes is one visible line", (text, expected) => {
    expect(quote(text)).toBe(expected);
});
