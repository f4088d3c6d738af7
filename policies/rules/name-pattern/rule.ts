import { wholeTextMatcher } from "bytenite-core/model";
import { defineAppRule } from "../../contract/rule";
import { SettingError } from "../../contract/settingError";
import { quote } from "../../phrases/wording";

const NAME = "name-pattern";

export const rule = defineAppRule<{ pattern?: string }>({
    name: NAME,
    description: "A ByteNite app must have a name that follows the organisation's convention.",
    explanation:
        "A name that says the team and the purpose tells the reader of a bill or of an alarm whom to call. `pattern` is a regular expression in RE2's syntax, which has no lookaround and no backreferences, and it must match the whole name: `render` does not cover `render-v2`, `render.*` does. Case matters unless the pattern begins with `(?i)`. An app without a name is a finding, whatever the pattern. A pattern that isn't a regular expression, that has more than 1000 characters, or whose counted repetitions are too large to be matched quickly, ends the run with an error, whatever the rule's level. Without `pattern` the rule has nothing to judge by.",
    remediation:
        "Set name in the app's manifest to one that matches the pattern, push the app, and use its new tag in the Pulumi program.",
    category: "identity",
    severity: "low",
    settings: {
        pattern: {
            type: "string",
            minLength: 1,
            format: "re2",
            description:
                "The regular expression, in RE2's syntax, that the whole name of every app must match. Without it, any name will do.",
        },
    },
    needs: ["pattern"],
    evaluate: ({ tag, name }, { pattern }) => {
        if (pattern === undefined) return [];
        const matches = wholeTextMatcher(pattern);
        if ("problem" in matches) throw new SettingError(NAME, "pattern", matches.problem);
        if (name !== "" && matches(name)) return [];
        const stated =
            name === ""
                ? "has no name, but one that matches"
                : `has the name ${quote([name])}, but the whole name must match`;
        return [
            {
                field: "name",
                found: name || null,
                limit: pattern,
                setting: "pattern",
                message: `${tag} ${stated} the pattern ${quote([pattern])}${name === "" ? " is required" : ""}`,
                fix: `In the app's manifest, set "name" to one that matches the pattern, push the app, and use its new tag in the Pulumi program`,
            },
        ];
    },
});
