import { showFile } from "bytenite-core/model";
import type { CoveredPart } from "./cover";

/**
 * The coverage of a rules file in the format of LCOV. A line counts as often as that of its parts which is
 * exercised the least.
 * @param file path from the root of the repository, with slashes
 */
export function toLcov(file: string, parts: readonly CoveredPart[]): string {
    const hits = new Map<number, number>();
    for (const { part, cases } of parts) {
        hits.set(part.line, Math.min(cases, hits.get(part.line) ?? Infinity));
    }
    const lines = [...hits].sort(([one], [other]) => one - other);
    return [
        "TN:",
        `SF:${showFile(file)}`,
        ...lines.map(([line, count]) => `DA:${line},${count}`),
        `LF:${lines.length}`,
        `LH:${lines.filter(([, count]) => count > 0).length}`,
        "end_of_record",
        "",
    ].join("\n");
}
