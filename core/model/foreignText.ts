import { inspect } from "node:util";

/** How a text of somebody else's is shown. */
export interface ShowTextOptions {
    /** Characters of the text (UTF-16 code units) that are shown at most. @default 200 */
    longest?: number;
}

const DEFAULT_LONGEST = 200;
/** A file's name is at the end of its path. */
const LONGEST_PATH = 1000;

/**
 * What a reader can't see, what a terminal, a log or a browser obeys, and what reads as something else: control
 * and format characters, what Unicode lets nobody draw, private use, lone surrogates, line separators, and every
 * blank but the space.
 */
const UNSEEN = String.raw`\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{DI}\p{Noncharacter_Code_Point}\u2800`;
const BLANK = String.raw`[\p{Zs}--[\x20]]`;
/** Azure Pipelines, TeamCity and older GitHub runners obey a `##` with a name and a bracket anywhere in a line. */
const SECOND_HASH = "(?<=#)#";
const UNSAFE = new RegExp(`[${UNSEEN}${BLANK}]|${SECOND_HASH}`, "gv");
/** Most texts, of which nothing has to be looked up in Unicode's tables: it is seven times as fast. */
const ASCII = /^[\x20-\x7e]*$/;
/** GitHub obeys a line that begins with two colons. */
const COMMAND = /^\s*::/;

/**
 * A text of somebody else's for a message: in quotes, on one line, of bounded length. It is a string of JSON, so
 * that it can be read back, and of ASCII wherever a character would not be seen. How much was cut stands behind
 * it: `"aaaa"… (96 more characters)`.
 */
export function showText(
    text: string,
    { longest = DEFAULT_LONGEST }: ShowTextOptions = {},
): string {
    const beginning = cut(text, longest);
    return `${escapeUnseen(JSON.stringify(beginning))}${restOf(text, beginning)}`;
}

/**
 * `showText` without quotes, for a text that is a line or a column of its own. A backslash is doubled and a quote
 * is not escaped. `::` at the beginning, which a CI log may take for a command, is escaped too.
 */
export function showLine(
    text: string,
    { longest = DEFAULT_LONGEST }: ShowTextOptions = {},
): string {
    const beginning = cut(text, longest);
    const line = escapeUnseen(JSON.stringify(beginning).slice(1, -1).replaceAll('\\"', '"'));
    return `${line.replace(COMMAND, (colons) => colons.replace(":", "\\u003a"))}${restOf(text, beginning)}`;
}

/** Several texts on one line, and how many more there are: `"a", "b" and 3 more`. */
export function showMany(texts: readonly string[], most = 5): string {
    const shown = texts.slice(0, most).map((text) => showText(text));
    const hidden = texts.length - shown.length;
    return shown.join(", ") + (hidden > 0 ? ` and ${hidden} more` : "");
}

/** The path of a file for a message, as `showLine` has it. Most paths are whole. */
export function showFile(path: string): string {
    return showLine(path, { longest: LONGEST_PATH });
}

/** Any value for a message: a text as `showText` has it, another value as JSON has it, of the same bounds. */
export function showValue(value: unknown, options?: ShowTextOptions): string {
    if (typeof value === "string") return showText(value, options);
    return showLine(typeof value === "object" ? toJson(value) : inspect(value), options);
}

/**
 * JSON of any value for a terminal, a log or a file that people read: the same value to who parses it, and in
 * it nothing that can't be seen.
 *
 * @param indent spaces of each level. 0: all on one line
 */
export function showJson(value: unknown, indent = 2): string {
    return JSON.stringify(value, undefined, indent).split("\n").map(escapeUnseen).join("\n");
}

function toJson(value: object | null): string {
    try {
        return JSON.stringify(value);
    } catch {
        return "an object";
    }
}

function cut(text: string, longest: number): string {
    if (text.length <= longest) return text;
    // Half of a character that takes two places can't be shown.
    return text.slice(0, longest).replace(/[\ud800-\udbff]$/, "");
}

function restOf(text: string, beginning: string): string {
    const count = text.length - beginning.length;
    if (count === 0) return "";
    return `… (${count} more ${count === 1 ? "character" : "characters"})`;
}

/**
 * Puts an escape in place of each character that `showText` escapes besides quotes and backslashes. For a sentence
 * that is put together of texts which were shown well: what slipped through must not reach a terminal.
 */
export function escapeUnseen(text: string): string {
    if (ASCII.test(text) && !text.includes("##")) return text;
    return text.replace(UNSAFE, (character) =>
        Array.from({ length: character.length }, (_place, index) => {
            const code = character.charCodeAt(index).toString(16);
            return `\\u${code.padStart(4, "0")}`;
        }).join(""),
    );
}
