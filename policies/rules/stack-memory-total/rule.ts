import { defineStackRule } from "../../contract/rule";
import { judgeTotal } from "../../phrases/total";

export const rule = defineStackRule<{ maximum?: number }>({
    name: "stack-memory-total",
    description: "The ByteNite apps of a stack may ask for only so much memory together.",
    explanation:
        "Adds up the minimum memory of the stack's apps, each app once, as if one task of each ran at the same time. A minimum is a floor: the machines that ByteNite chooses can have more, and a job starts many tasks of an app, so that this limits what a stack asks for at least, not what it uses. It is about RAM, not about the memory of GPUs.\n\nAn app that states no minimum counts as 0, and the message says how many there are; so does a value below 0. Exactly the `maximum` is allowed; both are compared to six decimals. Without `maximum` the rule has nothing to judge by.",
    remediation:
        "Lower device_requirements.min_memory in the apps' manifests and push the apps again, or move apps to another stack.",
    category: "stack",
    severity: "medium",
    settings: {
        maximum: {
            type: "number",
            minimum: 0,
            description:
                "GB of RAM that the apps of a stack may ask for together. Without it, any number.",
        },
    },
    needs: ["maximum"],
    evaluate: (apps, { maximum }) =>
        judgeTotal(apps, { name: "minMemory", key: "min_memory", unit: "GB of memory" }, maximum),
});
