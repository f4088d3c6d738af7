import { applyEdits, parseTree, type Edit, type Node } from "jsonc-parser";
import { BYTE_ORDER_MARK } from "./applyChanges";

/** What ByteNite logs in to a container registry with, and what people may take it for. */
const CREDENTIALS: ReadonlySet<unknown> = new Set(["username", "token", "password"]);
const HIDDEN = '"…"';

/** A manifest in which no credential is, for a log. @param text a JSON object */
export function withoutCredentials(text: string): string {
    const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    const content = text.slice(mark.length);
    const root = parseTree(content);
    return mark + applyEdits(content, root ? hide(root) : []);
}

function hide({ type, children = [] }: Node): Edit[] {
    return children.flatMap((child) => {
        const [key, value] = child.children ?? [];
        const isCredential =
            type === "object" &&
            value !== undefined &&
            CREDENTIALS.has(String(key?.value).toLowerCase());
        if (!isCredential) return hide(child);
        return [{ offset: value.offset, length: value.length, content: HIDDEN }];
    });
}
