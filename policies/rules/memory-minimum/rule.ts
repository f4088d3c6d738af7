import { MEMORY, outOfLimit } from "../../phrases/requirement";
import { defineAppRule } from "../../contract/rule";

export const rule = defineAppRule<{ minimum: number }>({
    name: "memory-minimum",
    description: "A ByteNite app must ask for enough memory.",
    explanation:
        "ByteNite may start a task on any machine that meets the app's minimum. An app that states no minimum counts as one that asks for nothing: it gets whatever machine is free. A `minimum` of 0 accepts everything.",
    remediation:
        "Raise device_requirements.min_memory in the app's manifest and push the app again.",
    category: "cpu and memory",
    severity: "medium",
    settings: {
        minimum: {
            type: "number",
            minimum: 0,
            default: 2,
            description: "GB of RAM that every app must ask for at least.",
        },
    },
    evaluate: (app, { minimum }) => {
        const { minMemory = 0 } = app.deviceRequirements;
        return minMemory >= minimum ? [] : [outOfLimit(app, MEMORY, "minimum", minimum)];
    },
});
