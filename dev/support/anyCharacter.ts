import fc from "fast-check";

const SURROGATES = { first: 0xd800, count: 0x800 };
const LAST = 0x10ffff;

/**
 * Any character of Unicode, to be a text's `unit`: the same cases as fast-check's own "binary", which lists all of the
 * 1.1 million, again in each test file, at a second of a core.
 */
export const anyCharacter = fc
    .nat(LAST - SURROGATES.count)
    .map(
        (index) =>
            String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count),
        indexOf,
    );

/** Throws for what is not one whole character, as fast-check expects of the way back. */
function indexOf(value: unknown): number {
    const point = typeof value === "string" ? value.codePointAt(0) : undefined;
    if (point === undefined || String.fromCodePoint(point) !== value || isSurrogate(point)) {
        throw new Error("this is not one character");
    }
    return point < SURROGATES.first ? point : point - SURROGATES.count;
}

function isSurrogate(point: number): boolean {
    return point >= SURROGATES.first && point < SURROGATES.first + SURROGATES.count;
}
