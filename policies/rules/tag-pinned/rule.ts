import { parseTag } from "bytenite-core/model";
import { isPinnedTag } from "../../phrases/pinnedTag";
import { defineAppRule } from "../../contract/rule";
import { quote } from "../../phrases/wording";

export const rule = defineAppRule<Record<never, never>>({
    name: "tag-pinned",
    description: "A ByteNite app must be looked up by a tag with its whole version.",
    explanation:
        "A tag without a version, or with only the first part of one, means the highest version that there is: when somebody pushes a new one, the stack uses it with its next update, and nobody has decided that. Only `name@major.minor` passes; `name@major` and `name` are findings. So is a text that isn't a tag, which only a record in a stack output that somebody built by hand can have. A record without a tag is judged by its name, which is never pinned.\n\nA tag with its whole version still follows when the same version is pushed again: hash-locked is about that. The rule has no settings of its own; `apps` limits it to some apps.",
    remediation: "In the Pulumi program, give the App a tag name@major.minor.",
    category: "identity",
    severity: "medium",
    settings: {},
    evaluate: ({ tag: shown, nameless, name, version }) => {
        const tag = nameless ? "" : shown;
        if (isPinnedTag(tag)) return [];
        const parsed = parseTag(tag);
        const isTag = !("problem" in parsed);
        const pinned = `${name || (isTag ? parsed.name : "")}@${version}`;
        return [
            {
                field: "tag",
                found: tag || null,
                limit: "name@major.minor",
                message: isTag
                    ? `${tag} is a tag that moves to another version when one is pushed, but a tag name@major.minor is required`
                    : `${shown} has a tag that cannot be read (${parsed.problem}), but a tag name@major.minor is required`,
                fix: isPinnedTag(pinned)
                    ? `In the Pulumi program, look the app up by the tag ${quote([pinned])}`
                    : "In the Pulumi program, look the app up by a tag name@major.minor",
            },
        ];
    },
});
