import fc from "fast-check";
import { anyCharacter } from "./anyCharacter";

it("is one whole character, from the first to the last", () => {
    const drawn = fc.sample(anyCharacter, 2000).map((text) => text.codePointAt(0) ?? -1);
    expect(Math.min(...drawn)).toBeLessThan(0x80);
    expect(Math.max(...drawn)).toBeGreaterThan(0x10ff00);
    const surrogates = drawn.filter((point) => point >= 0xd800 && point <= 0xdfff);
    expect(surrogates).toEqual([]);
});

it.each([
    ["\u0000", true],
    ["\ud7ff", true],
    ["\ud800", false],
    ["\udfff", false],
    ["\ue000", true],
    ["\u{10000}", true],
    ["\u{10ffff}", true],
    ["", false],
    ["ab", false],
])("can be %j: %s, so that a failing text becomes shorter", (text, isOne) => {
    expect(anyCharacter.canShrinkWithoutContext(text)).toBe(isOne);
});
