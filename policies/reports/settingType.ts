import type { SettingSchema } from "../contract/rule";

/** What a setting may be, in words: "list of strings", "integer ≥ 0". @param code marks a value as JSON */
export function settingType(
    { type, enum: values, items, minimum }: SettingSchema,
    code: (json: string) => string = (json) => json,
): string {
    if (values) return values.map((value) => code(JSON.stringify(value))).join(" or ");
    if (type === "array") {
        const of = typeof items === "object" && !Array.isArray(items) ? items.type : undefined;
        return `list of ${[of ?? "value"]
            .flat()
            .map((each) => `${each}s`)
            .join(" or ")}`;
    }
    const bound = minimum === undefined ? "" : ` ≥ ${minimum}`;
    return `${String(type)}${bound}`;
}

/** Which apps a rule of each scope looks at, and when. */
export const SCOPES = {
    app: "each app by itself, in the preview before anything is created",
    stack: "all apps of a stack together, at the end of the preview",
    exceptions: "what waivers and the baseline cover",
};
