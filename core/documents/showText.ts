import { showLine, showText } from "../model/foreignText";

/** Of a key or a value: enough to find it at its line. */
const OPTIONS = { longest: 60 };

/** A text of a document in quotes. */
export function quote(text: string): string {
    return showText(text, OPTIONS);
}

/** A number or a truth value as it stands in a document. */
export function cut(text: string): string {
    return showLine(text, OPTIONS);
}
