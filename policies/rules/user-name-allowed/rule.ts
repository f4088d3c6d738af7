import { judgeUser } from "../../phrases/allowedUser";
import { defineAppRule } from "../../contract/rule";
import { LISTED_NAME } from "../../contract/listedName";

export const rule = defineAppRule<{ allow?: string[] }>({
    name: "user-name-allowed",
    description: "A ByteNite app must belong to a user whose name the organisation allows.",
    explanation:
        "A name is easier to read and to review than the id that owner-allowed compares, and a pattern such as `acme-*` covers the colleague who comes next month. It proves less: a name may be given up and taken by somebody else. Case matters: `Alice` is not `alice`. An entry with * or ? is a glob that must cover the whole name. An app without a user name is a finding, since nobody knows whose it is, even where `allow` is `*`. An empty `allow` refuses every app. Without `allow` the rule has nothing to judge by.",
    remediation:
        "Have a user whose name is allowed push the app at ByteNite, and use the tag of that app in the Pulumi program.",
    category: "identity",
    isAboutSecurity: true,
    severity: "medium",
    settings: {
        allow: {
            type: "array",
            items: LISTED_NAME,
            description:
                "The user names that are allowed, or globs with * and ?. Without it, all are. An empty list: none.",
        },
    },
    needs: ["allow"],
    evaluate: (app, { allow }) =>
        judgeUser(
            app,
            "userName",
            { noun: "user name", somebody: "somebody whose user name is allowed" },
            allow,
        ),
});
