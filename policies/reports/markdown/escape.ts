import { escapeUnseen } from "bytenite-core/model";

/** What means something to Markdown within a line or a table, of GitHub's or GitLab's kind. */
const MARKUP = /[\\`*_[\]|~]/g;
const HTML: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
/**
 * What GitHub and GitLab make links of, and people are notified through, wherever it stands in a text: @somebody,
 * addresses, mail addresses, #1, GH-1, !1, ~label, %1, $1 and formulas. They look for them when the Markdown has
 * become HTML, so that no escape of Markdown helps, but not beyond the border of an element.
 */
const REFERENCE = /[@#!~%$]|:(?=\/\/)|(?<=\bwww)\.|(?<=\bGH)-(?=\d)|&(?=\d)/gi;
/** They are put in the text's place only when all is escaped. */
const [OPEN, CLOSE] = ["\u0001", "\u0002"];

/** A text for a line or a cell of a table: it is shown as it is, and does nothing. */
export function markdownText(text: string): string {
    const safe = apart(escapeUnseen(text)).replace(MARKUP, (character) => `\\${character}`);
    return withElements(safe);
}

/** A text for a line of HTML in Markdown, such as a summary. */
export function htmlText(text: string): string {
    return withElements(apart(escapeUnseen(text)));
}

/** The target of a link. */
export function linkTarget(url: string): string {
    return encodeURI(url).replace(
        /[()<>|\\]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
}

function apart(text: string): string {
    return text
        .replace(REFERENCE, (character) => `${OPEN}${character}${CLOSE}`)
        .replace(/[&<>]/g, (character) => HTML[character] ?? character);
}

function withElements(text: string): string {
    return text.replaceAll(OPEN, "<span>").replaceAll(CLOSE, "</span>");
}
