import type { Rule } from "../contract/rule";

export const WAIVER_TITLE = "If that can't be done";

/** What somebody asks for whose app can't do without: Markdown. `undefined`: the rule takes no waiver. */
export function waiverAdvice({ name, scope }: Rule): string | undefined {
    // Without a rules file there is no place for a waiver.
    if (scope === "exceptions" || name === "rules-file-required") return undefined;
    return [
        "Ask whoever owns the rules file for a waiver. It holds until the end of the day that it names.",
        "",
        "```yaml",
        "waivers:",
        `  - rule: ${name}`,
        ...(scope === "app" ? ["    app: img-gen@4.0"] : []),
        "    reason: why it has to be so",
        "    owner: who answers for it",
        "    expires: YYYY-MM-DD",
        "```",
    ].join("\n");
}
