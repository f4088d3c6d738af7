import stringWidth from "string-width";

/** Below this, a terminal does better itself. */
const NARROWEST = 10;

/** A text in lines of at most so many columns, broken at its blanks. A longer word has a line of its own. */
export function wrap(text: string, width: number): string[] {
    if (width < NARROWEST || stringWidth(text) <= width) return [text];
    const lines: string[] = [];
    let line = "";
    for (const word of text.split(" ")) {
        if (line !== "" && stringWidth(`${line} ${word}`) > width) {
            lines.push(line);
            line = word;
        } else {
            line = line === "" ? word : `${line} ${word}`;
        }
    }
    return [...lines, line];
}

/** A text behind a label, continued below its own beginning. */
export function labelled(label: string, text: string, width: number): string[] {
    const indent = " ".repeat(stringWidth(label));
    return wrap(text, width - indent.length).map(
        (line, index) => (index === 0 ? label : indent) + line,
    );
}
