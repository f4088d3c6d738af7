import { defineAppRule } from "../../contract/rule";

export const rule = defineAppRule<Record<never, never>>({
    name: "app-private",
    description: "A ByteNite app must not be public.",
    explanation:
        "Other users of ByteNite can see a public app, and with it how the organisation works: its image, its requirements, its description. Only an app of which ByteNite says that it is public is a finding. One of which ByteNite doesn't say whether it is public passes: ByteNite leaves out what is false. The rule has no settings of its own; `apps` limits it to some apps, for example to those that aren't made to be shared.",
    remediation: "Make the app private at ByteNite.",
    category: "identity",
    severity: "medium",
    settings: {},
    evaluate: ({ tag, isPublic }) => {
        if (!isPublic) return [];
        return [
            {
                field: "isPublic",
                found: true,
                limit: false,
                message: `${tag} is public, so that other users of ByteNite can see it, but only private apps are allowed`,
                fix: "Make the app private at ByteNite, or use a private copy of it under a name of its own",
            },
        ];
    },
});
