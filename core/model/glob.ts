import { memoize, memoizeByObject } from "./memoize";

/**
 * Tests whole texts against a glob, in which `*` is any number of characters and `?` is one. Case
 * matters. Takes time in proportion to the text, times the longest piece between two stars at most: patterns
 * and texts may come from somebody who means harm.
 */
export const glob = memoize((pattern: string): ((text: string) => boolean) => {
    if (pattern === "*") return () => true;
    if (!/[*?]/.test(pattern)) return (text) => text === pattern;
    const pieces = pattern.split(/\*+/);
    // A character may be two units of a text, as emoji are: only a question mark makes that matter.
    if (!pattern.includes("?")) return matcher(pieces, inText);
    const isMatch = matcher(
        pieces.map((piece) => [...piece]),
        inCharacters,
    );
    return (text) => isMatch([...text]);
});

/**
 * Tests whole texts against several globs at once: names among them cost no more than one.
 *
 * @param patterns a list that does not change: a rule asks for each app, with the same setting
 */
export const anyGlob = memoizeByObject(
    (patterns: readonly string[]): ((text: string) => boolean) => {
        const names = new Set(patterns.filter((pattern) => !/[*?]/.test(pattern)));
        const globs = [...new Set(patterns)].filter((pattern) => !names.has(pattern)).map(glob);
        return (text) => names.has(text) || globs.some((covers) => covers(text));
    },
);

/** How a piece is looked for. */
interface Search<Text> {
    isAt: (text: Text, piece: Text, position: number) => boolean;
    /** The first position, from one on, at which the piece is, or -1. */
    find: (text: Text, piece: Text, from: number) => number;
}

/** The first piece begins the text, the last one ends it, and the others follow as early as they can. */
function matcher<Text extends { length: number }>(
    pieces: readonly Text[],
    { isAt, find }: Search<Text>,
): (text: Text) => boolean {
    const [first, ...others] = pieces as [Text, ...Text[]];
    const last = others.pop();
    return (text) => {
        if (last === undefined) return first.length === text.length && isAt(text, first, 0);
        const end = text.length - last.length;
        if (end < first.length || !isAt(text, first, 0) || !isAt(text, last, end)) return false;
        let position = first.length;
        for (const piece of others) {
            const found = find(text, piece, position);
            position = found + piece.length;
            if (found < 0 || position > end) return false;
        }
        return true;
    };
}

const inText: Search<string> = {
    isAt: (text, piece, position) => text.startsWith(piece, position),
    find: (text, piece, from) => text.indexOf(piece, from),
};

const inCharacters: Search<readonly string[]> = {
    isAt: (text, piece, position) =>
        piece.every((each, index) => each === "?" || each === text[position + index]),
    find: (text, piece, from) => {
        for (let start = from; start + piece.length <= text.length; start += 1) {
            if (inCharacters.isAt(text, piece, start)) return start;
        }
        return -1;
    },
};
