/** Lists and objects within each other. An answer about an app has five. */
export const MOST_LEVELS = 64;
/** An app without any fact has a list or an object for every 20 characters, an ordinary one for every 100. */
const LEAST_CHARACTERS_FOR_EACH_BRACKET = 16;
/** An app without any fact has a comma for every 11 characters, an ordinary one for every 30. */
const LEAST_CHARACTERS_FOR_EACH_COMMA = 8;
const ALWAYS_ALLOWED = 1000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
/** With this bit a bracket is a brace: [ and {, ] and }. */
const BRACE = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/** JSON of more lists, objects or values than answers have. The message ends a sentence: "The answer is …". */
export class ExcessiveJsonError extends Error {
    override readonly name = "ExcessiveJsonError";
}

/**
 * The value of a JSON text. Its lists, objects and commas are counted first: a text of nothing but brackets takes
 * two hundred times its own size in memory, and seconds; one of short texts several times, of each page.
 *
 * @throws SyntaxError, ExcessiveJsonError
 */
export function parseJsonText(text: string): unknown {
    const mostBrackets = ALWAYS_ALLOWED + text.length / LEAST_CHARACTERS_FOR_EACH_BRACKET;
    const mostCommas = ALWAYS_ALLOWED + text.length / LEAST_CHARACTERS_FOR_EACH_COMMA;
    let brackets = 0;
    let commas = 0;
    let depth = 0;
    for (let index = 0; index < text.length; index += 1) {
        const code = text.charCodeAt(index);
        if (code === QUOTE) {
            index = endOfString(text, index);
        } else if ((code | BRACE) === OPENING) {
            brackets += 1;
            depth += 1;
            if (depth > MOST_LEVELS || brackets > mostBrackets) {
                throw new ExcessiveJsonError("nested as no app is");
            }
        } else if ((code | BRACE) === CLOSING) {
            depth -= 1;
        } else if (code === COMMA) {
            commas += 1;
            if (commas > mostCommas) {
                throw new ExcessiveJsonError("made of more values than any app has");
            }
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
