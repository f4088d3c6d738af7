import { isAlias, isMap, isNode, isSeq } from "yaml";
import type { Alias, Node, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { DocumentError } from "./documentError";
import type { Entry, Placed } from "./placed";
import { quote } from "./showText";
import type { TextLimits } from "./textLimits";

// A problem with each of a thousand values would repeat the key above them.
const LONGEST_KEY = 1024;
const ONE = { size: 1, repeated: 0, depth: 0 };

/**
 * Makes values of a syntax tree. In place of the library's own conversion, which has no lines, takes
 * 1.10 and 1.1 for the same key, and walks through the whole document for each alias.
 */
export class YamlValue {
    private readonly anchors = new Map<string, Placed>();
    private readonly problems: string[] = [];

    /** @param locate "rules.yaml:12" for the offset of a character. */
    constructor(
        private readonly locate: (offset: number) => string,
        private readonly limits: TextLimits,
    ) {}

    /** @throws DocumentError for duplicate keys, keys that aren't texts, and aliases that explode. */
    read(contents: Node | null): Placed {
        const placed = this.readNode(contents, 0);
        if (this.problems.length > 0) throw new DocumentError([...new Set(this.problems)]);
        return placed;
    }

    private readNode(node: unknown, fallback: number): Placed {
        if (!isNode(node)) return { value: null, offset: fallback, ...ONE };
        const offset = node.range?.[0] ?? fallback;
        if (isAlias(node)) return this.readAlias(node, offset);
        const placed = this.readContent(node, offset);
        if (placed.depth > this.limits.deepest) {
            throw this.refuse(offset, `nested too deeply (${this.limits.deepest} levels at most)`);
        }
        if (placed.repeated > this.limits.mostRepeated) {
            throw this.refuse(offset, "too many values, since its aliases repeat so many");
        }
        if (node.anchor !== undefined) this.anchors.set(node.anchor, placed);
        return placed;
    }

    private readContent(node: Scalar | YAMLMap | YAMLSeq, offset: number): Placed {
        if (isMap(node)) return this.readMap(node, offset);
        if (isSeq(node)) return this.readList(node, offset);
        const { value, source } = node;
        const { longestText } = this.limits;
        if (typeof value === "string" && value.length > longestText) {
            this.report(offset, `a text of more than ${longestText} characters`);
        }
        return { value, offset, ...ONE, ...(source === undefined ? {} : { source }) };
    }

    private readAlias(node: Alias, offset: number): Placed {
        const target = this.anchors.get(node.source);
        if (target) return { ...target, repeated: target.size };
        this.report(
            offset,
            "an alias of nothing above it; put a text that begins with * in quotes",
        );
        return { value: null, offset, ...ONE };
    }

    private readList(list: YAMLSeq, offset: number): Placed {
        const { longestList } = this.limits;
        if (list.items.length > longestList) {
            throw this.refuse(
                offset,
                `a list of ${list.items.length} entries (${longestList} at most)`,
            );
        }
        const items = list.items.map((item) => this.readNode(item, offset));
        return { value: items.map(({ value }) => value), offset, items, ...measure(items) };
    }

    private readMap(map: YAMLMap, offset: number): Placed {
        const value = {};
        const entries = new Map<string, Entry>();
        for (const pair of map.items) this.readPair(pair, offset, entries);
        for (const [key, entry] of entries) {
            // An assignment to __proto__ would change the prototype and lose the key.
            Object.defineProperty(value, key, {
                value: entry.value.value,
                enumerable: true,
                writable: true,
                configurable: true,
            });
        }
        return { value, offset, entries, ...measure([...entries.values()].map((e) => e.value)) };
    }

    private readPair({ key, value }: Pair, fallback: number, entries: Map<string, Entry>): void {
        const placedKey = this.readNode(key, fallback);
        const { offset } = isNode(key) ? { offset: key.range?.[0] ?? fallback } : placedKey;
        const placed = this.readNode(value, offset);
        const text = keyText(placedKey);
        if (text === undefined) {
            this.report(offset, "a key must be a text");
        } else if (text.length > LONGEST_KEY) {
            this.report(offset, `a key of more than ${LONGEST_KEY} characters`);
        } else if (entries.has(text)) {
            this.report(offset, `the key ${quote(text)} is there already`);
        } else {
            entries.set(text, { offset, value: placed });
        }
    }

    private report(offset: number, problem: string): void {
        this.problems.push(`${this.locate(offset)}: ${problem}`);
    }

    private refuse(offset: number, problem: string): DocumentError {
        return new DocumentError([...this.problems, `${this.locate(offset)}: ${problem}`]);
    }
}

function keyText({ value, source, items, entries }: Placed): string | undefined {
    if (items || entries) return undefined;
    // As it stands, so that 1.10 and true are the keys that a person sees.
    return typeof value === "string" ? value : (source ?? "");
}

function measure(parts: readonly Placed[]): Pick<Placed, "size" | "repeated" | "depth"> {
    const total = { size: 1, repeated: 0, depth: 1 };
    for (const { size, repeated, depth } of parts) {
        total.size += size;
        total.repeated += repeated;
        total.depth = Math.max(total.depth, depth + 1);
    }
    return total;
}
