import { isAlias, isCollection, isMap, isScalar, LineCounter, parseDocument } from "yaml";
import type { Document, Node } from "yaml";
import { CatalogueError } from "./problems";
import type { Origin, Path } from "./problems";

/**
 * The value that a YAML (or JSON) text describes, not yet validated.
 * @param file How problems name the file.
 * @throws CatalogueError for a text that isn't YAML.
 */
export function parseYaml(text: string, file: string): { value: unknown; origin: Origin } {
    const lines = new LineCounter();
    const at = (offset: number) => `${file}:${lines.linePos(offset).line}`;
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const problems = [...document.errors, ...document.warnings].map(
        ({ pos, code, message }) =>
            `${at(pos[0])}: ${code === "MULTIPLE_DOCS" ? "a catalogue is one YAML document" : message}`,
    );
    if (problems.length > 0) throw new CatalogueError(problems);
    const nodeAt = (path: Path) => findNode(document, path);
    const origin: Origin = {
        locate: (path, key) => at(startOf(nodeAt(path), key)),
        sourceOf: (path) => {
            const node = nodeAt(path);
            return isScalar(node) ? node.source : undefined;
        },
    };
    return { value: toValue(document, file), origin };
}

function toValue(document: Document, file: string): unknown {
    try {
        return document.toJS();
    } catch (error) {
        // The library's limit on aliases, which guards against a small file that grows to gigabytes.
        throw new CatalogueError([`${file}: ${(error as Error).message}`]);
    }
}

function findNode(document: Document, path: Path): unknown {
    let node: unknown = resolve(document, document.contents);
    for (const step of path) {
        if (!isCollection(node)) break;
        node = resolve(document, node.get(step, true));
    }
    return node;
}

function resolve(document: Document, node: unknown): unknown {
    return isAlias(node) ? node.resolve(document) : node;
}

function startOf(node: unknown, key: string | undefined): number {
    if (key !== undefined && isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
        if (pair) return (pair.key as Node).range?.[0] ?? 0;
    }
    return (node as Node | undefined)?.range?.[0] ?? 0;
}
