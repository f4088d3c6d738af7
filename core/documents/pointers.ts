import type { Path } from "./path";

interface Visited {
    pointer: string;
    path: Path;
    value: unknown;
}

/** Makes paths of JSON pointers into one document, in a time that doesn't depend on their order. */
export class Pointers {
    // Problems with the items of one list have one parent.
    private parent: Visited;

    constructor(private readonly top: unknown) {
        this.parent = { pointer: "", path: [], value: top };
    }

    toPath(pointer: string): Path {
        if (pointer === "") return [];
        const end = pointer.lastIndexOf("/");
        const parent = pointer.slice(0, end);
        if (parent !== this.parent.pointer) this.parent = this.visit(parent);
        return [...this.parent.path, toStep(pointer.slice(end + 1), this.parent.value)];
    }

    private visit(pointer: string): Visited {
        const path: (string | number)[] = [];
        let value = this.top;
        for (const part of pointer.split("/").slice(1)) {
            const step = toStep(part, value);
            path.push(step);
            value = (value as Record<string | number, unknown> | undefined)?.[step];
        }
        return { pointer, path, value };
    }
}

// The pointer alone doesn't tell the third item from the key "2".
function toStep(part: string, parent: unknown): string | number {
    if (Array.isArray(parent)) return Number(part);
    return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
