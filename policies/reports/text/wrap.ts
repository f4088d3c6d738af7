import wrapAnsi from "wrap-ansi";

/**
 * The lines of a text in so many columns, as wide as a terminal shows its characters. A word that is longer than a
 * line goes on in the next one, but an address stays whole: terminals open it only then.
 */
export function wrap(text: string, columns: number, indent: string): string[] {
    const width = columns - indent.length;
    const lines = /^https:\/\/\S+$/.test(text)
        ? [text]
        : wrapAnsi(text, width, { hard: true }).split("\n");
    return lines.map((line) => `${indent}${line}`);
}
