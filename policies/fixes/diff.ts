import { escapeUnseen } from "bytenite-core/model";
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";

/** What changes in a file, as `diff -u` shows it. Ends without a line break. @param file as it is shown */
export function unifiedDiff(file: string, before: string, after: string): string {
    const patch = structuredPatch(file, file, before, after, undefined, undefined, { context: 3 });
    return formatPatch(patch, FILE_HEADERS_ONLY)
        .split("\n")
        .map((line) => line.replace(/\r$/, "").split("\t").map(escapeUnseen).join("\t"))
        .join("\n")
        .trimEnd();
}
