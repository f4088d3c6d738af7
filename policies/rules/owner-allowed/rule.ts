import { judgeUser } from "../../phrases/allowedUser";
import { defineAppRule } from "../../contract/rule";
import { LISTED_NAME } from "../../contract/listedName";

export const rule = defineAppRule<{ allow?: string[] }>({
    name: "owner-allowed",
    description: "A ByteNite app must belong to an owner that the organisation allows.",
    explanation:
        "Whoever owns an app decides what it runs, and can change it with the next push. A name says little about that: it isn't documented which app a name means when a public app of another user has the same one. The owner is the id of a user, which doesn't change with the user's name (user-name-allowed compares names). Ids are compared as they are written, case included; an entry with * or ? is a glob that must cover the whole id. An app without an owner is a finding, since nobody knows who can change it, even where `allow` is `*`. An empty `allow` refuses every app. Without `allow` the rule has nothing to judge by.",
    remediation:
        "Have an allowed owner push the app at ByteNite, and use the tag of that app in the Pulumi program.",
    category: "identity",
    isAboutSecurity: true,
    severity: "high",
    settings: {
        allow: {
            type: "array",
            items: LISTED_NAME,
            description:
                "The ids of the owners that are allowed, or globs with * and ?. Without it, all are. An empty list: none.",
        },
    },
    needs: ["allow"],
    evaluate: (app, { allow }) =>
        judgeUser(app, "owner", { noun: "owner", somebody: "an allowed owner" }, allow),
});
