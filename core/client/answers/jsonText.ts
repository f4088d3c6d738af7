/** Lists and objects within each other. An answer about an app has five. */
export const MOST_LEVELS = 64;
/** An app without any fact has a list or an object for every 20 characters, an ordinary one for every 100. */
const LEAST_CHARACTERS_FOR_EACH = 16;
const ALWAYS_ALLOWED = 1000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** With this bit a bracket is a brace: [ and {, ] and }. */
const BRACE = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/** JSON of lists and objects beyond what answers have. */
export class NestingError extends Error {
    override readonly name = "NestingError";
}

/**
 * The value of a JSON text. Its lists and objects are counted first: a text of nothing but brackets takes
 * two hundred times its own size in memory, and seconds.
 *
 * @throws SyntaxError, NestingError
 */
export function parseJsonText(text: string): unknown {
    const most = ALWAYS_ALLOWED + text.length / LEAST_CHARACTERS_FOR_EACH;
    let count = 0;
    let depth = 0;
    for (let index = 0; index < text.length; index += 1) {
        const code = text.charCodeAt(index);
        if (code === QUOTE) {
            index = endOfString(text, index);
        } else if ((code | BRACE) === OPENING) {
            count += 1;
            depth += 1;
            if (depth > MOST_LEVELS || count > most) throw new NestingError("too many brackets");
        } else if ((code | BRACE) === CLOSING) {
            depth -= 1;
        }
    }
    return JSON.parse(text) as unknown;
}

/** The place of the quote that ends the string, or the end of the text. */
function endOfString(text: string, start: number): number {
    let index = start + 1;
    while (index < text.length) {
        const code = text.charCodeAt(index);
        if (code === QUOTE) return index;
        index += code === BACKSLASH ? 2 : 1;
    }
    return index;
}
