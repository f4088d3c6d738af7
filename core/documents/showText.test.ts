import { cut, quote } from "./showText";

it.each([
    ["short", "short", '"short"'],
    ["x".repeat(60), "x".repeat(60), `"${"x".repeat(60)}"`],
    [
        "x".repeat(61),
        `${"x".repeat(60)}… (1 more character)`,
        `"${"x".repeat(60)}"… (1 more character)`,
    ],
    ["a\n\u202e", "a\\n\\u202e", '"a\\n\\u202e"'],
])("%j is shown with 60 characters at most", (text, line, quoted) => {
    expect(cut(text)).toBe(line);
    expect(quote(text)).toBe(quoted);
});
