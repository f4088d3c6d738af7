import { defineStackRule } from "../../contract/rule";

export const rule = defineStackRule<{ maximum?: number }>({
    name: "stack-app-count",
    description: "A stack may have only so many ByteNite apps.",
    explanation:
        "Counts each `App`, each member of an `AppSelection`, and the app records in the stack's outputs, each app once. Without `maximum` the rule has nothing to judge by.",
    remediation: "Remove apps from the stack, or move some to another stack.",
    category: "stack",
    severity: "medium",
    settings: {
        maximum: {
            type: "integer",
            minimum: 0,
            description: "How many apps a stack may have. Without it, any number.",
        },
    },
    needs: ["maximum"],
    evaluate: (apps, { maximum }) => {
        if (maximum === undefined || apps.length <= maximum) return [];
        return [
            {
                field: "apps",
                found: apps.length,
                limit: maximum,
                setting: "maximum",
                message: `The stack has ${apps.length} apps, but the most that is allowed is ${maximum}`,
                fix: `Remove ${apps.length - maximum} from the stack, or move them to another stack`,
            },
        ];
    },
});
