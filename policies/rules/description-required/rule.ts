import { counted } from "../../phrases/counted";
import { defineAppRule } from "../../contract/rule";
import { setInManifest } from "../../phrases/wording";

export const rule = defineAppRule<{ minimumLength: number }>({
    name: "description-required",
    description: "A ByteNite app must have a description.",
    explanation:
        "A sentence about what an app does saves the next person from reading its source. The rule counts Unicode characters, without white space at the beginning and the end: an emoji may be one or several, an accented letter is one or two. Exactly `minimumLength` is enough. An app without a description, and one whose description is white space only, is a finding. Without settings, one character is enough.",
    remediation: "Add a description to the app's manifest and push the app again.",
    category: "identity",
    severity: "low",
    settings: {
        minimumLength: {
            type: "integer",
            minimum: 1,
            default: 1,
            description:
                "How many characters a description must have at least, without white space at its ends.",
        },
    },
    evaluate: ({ tag, description }, { minimumLength }) => {
        const { length } = [...description.trim()];
        if (length >= minimumLength) return [];
        const least = counted(minimumLength, "character");
        const stated =
            length > 0
                ? `has a description of ${counted(length, "character")}, but the least that is allowed is ${minimumLength}`
                : `has ${description === "" ? "no description" : "a description of white space only"}, but one of at least ${least} is required`;
        return [
            {
                field: "description",
                found: description || null,
                limit: minimumLength,
                setting: "minimumLength",
                message: `${tag} ${stated}`,
                fix: setInManifest(
                    { description: "<text>" },
                    `, where <text> says in at least ${least} what the app does,`,
                ),
            },
        ];
    },
});
