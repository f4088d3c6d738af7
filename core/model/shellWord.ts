import { escapeUnseen } from "./foreignText";

/**
 * Words that no shell reads in another way. At the beginning, a dash makes an option, zsh puts a command's path in
 * place of `=name`, and a CI log obeys two colons.
 */
const PLAIN = /^[\w./@+][\w./@:+=-]*$/;

/**
 * A text as one word of a command that somebody may copy into a shell. It is never cut, since a command with a
 * part of a name does something else. Quotes of POSIX, which hold any text fast. Where a character would not be
 * seen, or a log would obey it, the quotes are those with escapes (`$'\342\200\256'`), which bash, zsh and ksh
 * have. Not for a text with NUL or with half of a character: no program can be given one.
 */
export function shellWord(text: string): string {
    if (PLAIN.test(text)) return text;
    if (escapeUnseen(text) === text) return `'${text.replaceAll("'", `'\\''`)}'`;
    const characters = text.match(/#+|[^#]/gsu) ?? [];
    return `$'${characters.map(escape).join("")}'`;
}

/** Bytes in octal: what `\u` means depends on the locale, and how many digits `\x` takes on the shell. */
function escape(characters: string): string {
    if (!/[\\']/.test(characters) && escapeUnseen(characters) === characters) return characters;
    return [...Buffer.from(characters)]
        .map((byte) => `\\${byte.toString(8).padStart(3, "0")}`)
        .join("");
}
