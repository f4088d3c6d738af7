import { showText, showValue } from "bytenite-core/model";
import type { Json, Problem } from "../contract/problem";

/** "a", "b" and "c" as JSON would write them; "none" for an empty list. */
export function quote(values: readonly Json[]): string {
    return values.length === 0 ? "none" : values.map((value) => showValue(value)).join(", ");
}

/** What to write into the app's manifest.json, in its own spelling. @param note follows the change, for example a choice */
export function setInManifest(change: Record<string, Json>, note = ""): string {
    const members = Object.entries(change).map(
        ([key, value]) => `${showText(key)}: ${toText(value)}`,
    );
    return `In the app's manifest, set ${members.join(", ")}${note} and push the app again`;
}

/** The one change of the manifest that ends a problem, in words and for a program. @param field as ByteNite's API names it */
export function changeManifest(field: string, value: Json): Pick<Problem, "fix" | "change"> {
    const change = manifestPath(field).reduceRight<Json>((inner, key) => ({ [key]: inner }), value);
    return { fix: setInManifest(change as Record<string, Json>), change: { field, value } };
}

/** The keys that lead to a fact in a manifest: deviceRequirements.minMemory is device_requirements, min_memory. */
export function manifestPath(field: string): string[] {
    return field
        .split(".")
        .map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

/** JSON with a space after each colon and comma, as people write it in one line. */
function toText(value: Json): string {
    if (Array.isArray(value)) return `[${value.map(toText).join(", ")}]`;
    if (typeof value === "object" && value !== null) {
        const members = Object.entries(value).map(([key, of]) => `${showText(key)}: ${toText(of)}`);
        return `{${members.join(", ")}}`;
    }
    return showValue(value);
}
