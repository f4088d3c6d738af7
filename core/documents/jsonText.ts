import { showFile } from "../model/foreignText";
import { parse } from "lossless-json";
import { findConflict } from "./conflict";
import { DocumentError } from "./documentError";
import { quote } from "./showText";

export { DocumentError } from "./documentError";

/**
 * The value that a JSON text describes, as JSON.parse gives it. For texts too large for `parseYaml`, which
 * knows the line of each value.
 * @param file How problems name where the text comes from.
 * @throws DocumentError for a text that isn't JSON, and for a key that an object has twice with different
 * values, of which JSON.parse keeps the last. Of the text, the message has nothing but such a key.
 */
export function parseJson(text: string, file: string): unknown {
    const start = text.startsWith("\ufeff") ? 1 : 0;
    const shown = showFile(file);
    const locate = (position: number) =>
        `${shown}:${text.slice(0, position + start).split("\n").length}`;
    if (text.slice(start).trim() === "")
        throw new DocumentError([`${shown}: empty, where JSON should be`]);
    try {
        return parse(text.slice(start), null, {
            parseNumber: Number,
            onDuplicateKey: ({ key, position }) => {
                throw new DocumentError([
                    `${locate(position)}: the key ${quote(key)} is there already`,
                ]);
            },
        });
    } catch (error) {
        if (error instanceof DocumentError) throw error;
        const conflict = findConflict(text);
        if (conflict !== undefined) {
            throw new DocumentError([
                `${locate(conflict - start)}: a merge conflict is here; resolve it`,
            ]);
        }
        if (error instanceof RangeError) throw new DocumentError([`${shown}: nested too deeply`]);
        if (!(error instanceof SyntaxError)) throw error;
        const position = /at position (\d+)$/.exec(error.message)?.[1];
        const place = position === undefined ? shown : locate(Number(position));
        const end = error.message.includes("reached end of input") ? ": its end is missing" : "";
        throw new DocumentError([`${place}: not JSON${end}`]);
    }
}
