import { compareTexts } from "bytenite-core/model";
import fc from "fast-check";
import { runs } from "../../dev/support/propertyRuns";
import { jsonLines } from "./jsonLines";

type Step = string | number;

/** Every path to a value in it, and what stands before the value: its key, or nothing in a list. */
function pathsIn(value: unknown, path: readonly Step[] = []): (readonly Step[])[] {
    if (typeof value !== "object" || value === null) return path.length > 0 ? [path] : [];
    const steps = Array.isArray(value) ? value.map((_each, at) => at) : Object.keys(value);
    return [
        ...(path.length > 0 ? [path] : []),
        ...steps.flatMap((step) =>
            pathsIn((value as Record<Step, unknown>)[step], [...path, step]),
        ),
    ];
}

describe("jsonLines", () => {
    it("finds the key at the end of each path, whatever the layout", () => {
        const value = fc.jsonValue({ noUnicodeString: false });
        const layout = fc.constantFrom(undefined, 1, 4, "\t");
        fc.assert(
            fc.property(value, layout, (content, indent) => {
                const text = JSON.stringify(content, undefined, indent);
                const lines = text.split("\n");
                const placeOf = jsonLines("f.json", () => text);
                const seen: string[] = [];
                for (const path of pathsIn(content)) {
                    const { line, column = 0 } = placeOf(path) ?? { line: 0 };
                    const rest = [lines[line - 1]?.slice(column - 1), ...lines.slice(line)].join(
                        "\n",
                    );
                    const last = path.at(-1);
                    if (typeof last === "string") {
                        expect(rest.startsWith(`${JSON.stringify(last)}:`)).toBe(true);
                    }
                    seen.push(`${String(line).padStart(9)}:${String(column).padStart(9)}`);
                }
                // Each has a place of its own, in the order of the text.
                expect(seen).toEqual([...new Set(seen)].sort(compareTexts));
            }),
            { numRuns: runs(200) },
        );
    });

    it("gives the last part of a path that there is", () => {
        const placeOf = jsonLines("f.json", () => '{\n "a": {\n  "b": [\n   1]}}');
        expect(placeOf(["a", "b", 0])).toEqual({ file: "f.json", line: 4, column: 4 });
        expect(placeOf(["a", "b", 7])).toEqual({ file: "f.json", line: 3, column: 3 });
        expect(placeOf(["a", "x", "b"])).toEqual({ file: "f.json", line: 2, column: 2 });
        expect(placeOf(["x"])).toBeUndefined();
        expect(placeOf([])).toBeUndefined();
    });

    it("reads the file only where it is asked, and once", () => {
        const read = jest.fn(() => "{}");
        const placeOf = jsonLines("f.json", read);
        expect(read).toHaveBeenCalledTimes(0);
        placeOf(["a"]);
        placeOf(["b"]);
        expect(read).toHaveBeenCalledTimes(1);
    });
});
