import type { ShownApp, UnreadableFact } from "../../judging/facts";
import { defineAppRule } from "../../contract/rule";

export const rule = defineAppRule<Record<never, never>>({
    name: "app-readable",
    description: "What looks like a ByteNite app must be an app that can be judged.",
    explanation:
        "Other rules take a fact of another type than documented for absent: a text as `minMemory` passes every maximum. And an output that has neither a tag nor a name can't be judged by them at all, since it may be no app. This rule tells both, with the type that was found and never with the value, for `App` resources and for what looks like an app anywhere in the stack's outputs: whatever has `deviceRequirements`, or a `tag` beside `platformConfig` or `hasRegistryCredentials`. A fact that is absent or null is no finding, except the tag and the device requirements, without which a record has been cut. Make the rule mandatory where others are, or they pass what they can't read. `all: disabled` leaves it advisory; only its own level disables it.",
    remediation: "Export the app as it was looked up: its record(), or what getApp gives.",
    category: "identity",
    severity: "medium",
    settings: {},
    isAboutReading: true,
    evaluate: (app) =>
        (app.unreadable?.facts ?? []).map((fact) => ({
            field: fact.field,
            found: fact.found,
            limit: fact.expected,
            message: describe(app, fact),
            fix: "Give the app there as it was looked up (an App, its record(), or what getApp gives), without changes",
        })),
});

function describe({ tag, nameless, unreadable }: ShownApp, fact: UnreadableFact): string {
    const { field, found, expected } = fact;
    if (nameless === "output" && field === "tag") {
        return `${tag} looks like an app, but has ${found} as its tag and no name, so that no other rule judges it`;
    }
    const subject = nameless ? tag : `${tag} (${unreadable?.place})`;
    return `${subject} has ${found} as its ${field} in place of ${expected}, so that other rules don't see it`;
}
