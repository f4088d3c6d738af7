import {
    applyEdits,
    findNodeAtLocation,
    getNodeValue,
    modify,
    parseTree,
    type Edit,
    type FormattingOptions,
    type JSONPath,
    type Node,
} from "jsonc-parser";
import { isDeepStrictEqual } from "node:util";
import type { Change, Json } from "../contract/problem";
import { manifestPath } from "../phrases/wording";

export const BYTE_ORDER_MARK = "\ufeff";

/**
 * A manifest with some facts changed. All that is not changed keeps its form: indentation, line ends, order,
 * and the case of keys. Pure.
 * @param text a JSON object
 */
export function applyChanges(text: string, changes: readonly Change[]): string {
    const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    const content = text.slice(mark.length);
    return mark + changes.reduce(applyChange, content);
}

function applyChange(text: string, { field, value }: Change): string {
    const root = parseTree(text);
    const path = root ? existingPath(root, manifestPath(field)) : manifestPath(field);
    const node = root && findNodeAtLocation(root, path);
    const present: unknown = node && getNodeValue(node);
    if (isDeepStrictEqual(present, value)) return text;
    const edits = node && inPlace(node, value);
    if (edits) return applyEdits(text, edits);
    return applyEdits(text, modify(text, path, value, { formattingOptions: formattingOf(text) }));
}

/** The keys as they stand in the file: ByteNite reads them whatever their case. */
function existingPath(root: Node, path: readonly string[]): JSONPath {
    let node: Node | undefined = root;
    return path.map((key) => {
        const property: Node | undefined = node?.children?.find(
            ({ children }) => String(children?.[0]?.value).toLowerCase() === key,
        );
        node = property?.children?.[1];
        return String(property?.children?.[0]?.value ?? key);
    });
}

/** Changes that leave the lines of everything else alone. `undefined`: what is wanted is another thing. */
function inPlace(node: Node, value: Json): Edit[] | undefined {
    if (Array.isArray(value)) return node.type === "array" ? ofList(node, value) : undefined;
    const isScalar = node.type !== "array" && node.type !== "object";
    return isScalar && typeof value !== "object" ? [replace(node, value)] : undefined;
}

function ofList(list: Node, wanted: readonly Json[]): Edit[] | undefined {
    const { children: entries = [] } = list;
    if (wanted.length === 0) return [replace(list, [])];
    if (entries.length === wanted.length) {
        return entries.flatMap((entry, index) => {
            const value = wanted[index] ?? null;
            return isDeepStrictEqual(getNodeValue(entry), value) ? [] : [replace(entry, value)];
        });
    }
    const kept: Node[] = [];
    for (const entry of entries) {
        const isNext = kept.length < wanted.length;
        if (isNext && isDeepStrictEqual(getNodeValue(entry), wanted[kept.length])) kept.push(entry);
    }
    return kept.length < wanted.length ? undefined : withoutOthers(entries, kept);
}

/** An entry goes with the comma after it, and after the last one that is kept with the comma before it. */
function withoutOthers(entries: readonly Node[], kept: readonly Node[]): Edit[] {
    const last = kept[kept.length - 1];
    const position = last ? entries.indexOf(last) : -1;
    return entries.flatMap((entry, index) => {
        if (kept.includes(entry)) return [];
        const [previous, next] = [entries[index - 1], entries[index + 1]];
        const from = index > position && previous ? endOf(previous) : entry.offset;
        const to = index > position || !next ? endOf(entry) : next.offset;
        return [{ offset: from, length: to - from, content: "" }];
    });
}

function replace({ offset, length }: Node, value: Json): Edit {
    return { offset, length, content: JSON.stringify(value) };
}

function endOf({ offset, length }: Node): number {
    return offset + length;
}

/** As the file is written. */
function formattingOf(text: string): FormattingOptions {
    const [, indentation = "  "] = /^([ \t]+)\S/m.exec(text) ?? [];
    return {
        insertSpaces: !indentation.startsWith("\t"),
        tabSize: indentation.length,
        eol: text.includes("\r\n") ? "\r\n" : "\n",
    };
}
