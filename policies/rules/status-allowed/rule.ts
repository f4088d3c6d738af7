import { quoteNames } from "../../phrases/gpuList";
import { defineAppRule } from "../../contract/rule";
import { quote } from "../../phrases/wording";
import { LISTED_NAME } from "../../contract/listedName";

const ACTIVE = "active";

export const rule = defineAppRule<{ allow: string[] }>({
    name: "status-allowed",
    description: "A ByteNite app must have a status that the organisation allows.",
    explanation:
        "Only an active app takes jobs: a stack that uses another one is deployed without a complaint, and fails with its first job. Most often somebody pushed the app and forgot to activate it. `active` and `inactive` are the statuses that ByteNite names; there may be others. They are compared as they are written: `Active` is not `active`. An app without a status is a finding, whatever `allow` says, since nobody knows whether it takes jobs. Without settings, only `active` is allowed. An empty `allow` refuses every app.",
    remediation: "Activate the app at ByteNite: push it, then activate it.",
    category: "identity",
    severity: "high",
    settings: {
        allow: {
            type: "array",
            items: LISTED_NAME,
            default: [ACTIVE],
            description: "The statuses that are allowed, as ByteNite names them.",
        },
    },
    evaluate: ({ tag, status }, { allow }) => {
        if (status !== "" && allow.includes(status)) return [];
        const stated =
            status === ""
                ? "has no status, so that nobody knows whether it takes jobs"
                : `has the status ${quote([status])}, which is not allowed`;
        return [
            {
                field: "status",
                found: status || null,
                limit: allow,
                setting: "allow",
                message: `${tag} ${stated} (allowed: ${quoteNames(allow)})`,
                fix: describeFix(allow),
            },
        ];
    },
});

function describeFix(allow: string[]): string {
    if (allow.length === 0) {
        return 'Add a status to the setting "allow" of status-allowed, which is empty, so that no app is accepted';
    }
    return allow.includes(ACTIVE)
        ? "Activate the app at ByteNite: push it, then activate it"
        : `Give the app a status at ByteNite that is allowed (${quoteNames(allow)})`;
}
