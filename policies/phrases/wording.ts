import { showText, showValue } from "bytenite-core/model";
import type { Json } from "../contract/problem";

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

/** JSON with a space after each colon and comma, as people write it in one line. */
function toText(value: Json): string {
    if (Array.isArray(value)) return `[${value.map(toText).join(", ")}]`;
    if (typeof value === "object" && value !== null) {
        const members = Object.entries(value).map(([key, of]) => `${showText(key)}: ${toText(of)}`);
        return `{${members.join(", ")}}`;
    }
    return showValue(value);
}
