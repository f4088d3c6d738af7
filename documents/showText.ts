const LONGEST_SHOWN = 60;
// Invisible ones could move the cursor of a terminal, or make a line read as another one.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text in quotes, cut where it is long, on one line whatever it contains. */
export function quote(text: string): string {
    return JSON.stringify(cut(text)).replace(INVISIBLE, escape);
}

/** The beginning of a long text, and an ellipsis. */
export function cut(text: string): string {
    if (text.length <= LONGEST_SHOWN) return text;
    // Half of a character that takes two places can't be shown.
    return `${text.slice(0, LONGEST_SHOWN).replace(/[\ud800-\udbff]$/, "")}…`;
}

function escape(character: string): string {
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    return code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
}
