import type { Path } from "bytenite-core/documents";
import type * as Jsonc from "jsonc-parser";
import type { Place } from "../contract/place";

type Step = Path[number];

/**
 * Where the parts of a JSON file stand, which is read when it is first asked for. Knows the lines in megabytes
 * too: the documents' own parser, which knows lines, takes thirty times as long.
 *
 * @param read the file's text, which was found to be JSON already
 * @returns for a path, the place of the key at its end, else of the last one on the way to it that there is.
 * `undefined`: not even of the first
 */
export function jsonLines(file: string, read: () => string): (path: Path) => Place | undefined {
    let known: { top: Jsonc.Node | undefined; at: (offset: number) => Place } | undefined;
    const partsByNode = new WeakMap<Jsonc.Node, ReadonlyMap<Step, Jsonc.Node>>();
    const partOf = (node: Jsonc.Node, step: Step) => {
        const parts = partsByNode.get(node) ?? partsOf(node);
        partsByNode.set(node, parts);
        return parts.get(step);
    };
    return (path) => {
        const { top, at } = (known ??= parse(file, read()));
        let node = top;
        for (const step of path) {
            const next = node && partOf(node, step);
            if (!next) break;
            node = next;
        }
        if (!node || node === top) return undefined;
        // A value's parent is its property, which begins with the key.
        const { parent } = node;
        return at((parent?.type === "property" ? parent : node).offset);
    };
}

function parse(file: string, text: string) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
    const { parseTree } = require("jsonc-parser") as typeof Jsonc;
    const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    return {
        // A byte order mark, as Windows' editors put it there, is no JSON.
        top: parseTree(text.replace(/^\ufeff/, " ")),
        at: (offset: number): Place => {
            const line = lastAtMost(starts, offset);
            return { file, line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
        },
    };
}

function partsOf({ type, children = [] }: Jsonc.Node): Map<Step, Jsonc.Node> {
    const parts = new Map<Step, Jsonc.Node>();
    children.forEach((child, index) => {
        const [key, value] = child.children ?? [];
        if (type === "array") parts.set(index, child);
        else if (key && value) parts.set(String(key.value), value);
    });
    return parts;
}

/** Index of the last of ordered numbers that is at most so large. */
function lastAtMost(ordered: readonly number[], most: number): number {
    let [low, high] = [0, ordered.length];
    while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((ordered[middle] ?? 0) <= most) low = middle;
        else high = middle;
    }
    return low;
}
