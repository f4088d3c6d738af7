import { styleText } from "node:util";

/** Colours a text for a terminal. */
export type Style = (look: "bold" | "dim" | "red" | "yellow", text: string) => string;

/** @param hasColor false: every text stays as it is */
export function toStyle(hasColor: boolean): Style {
    if (!hasColor) return (_look, text) => text;
    // Whether there is a terminal that shows colours was asked elsewhere.
    return (look, text) => styleText(look, text, { validateStream: false });
}
