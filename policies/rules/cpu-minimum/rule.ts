import { CPU, outOfLimit } from "../../phrases/requirement";
import { defineAppRule } from "../../contract/rule";

export const rule = defineAppRule<{ minimum: number }>({
    name: "cpu-minimum",
    description: "A ByteNite app must ask for enough vCPUs.",
    explanation:
        "ByteNite may start a task on any machine that meets the app's minimum. An app that states no minimum counts as one that asks for nothing: it gets whatever machine is free. Exactly the minimum is accepted. A `minimum` of 0 accepts everything.",
    remediation: "Raise device_requirements.min_cpu in the app's manifest and push the app again.",
    category: "cpu and memory",
    severity: "medium",
    settings: {
        minimum: {
            type: "number",
            minimum: 0,
            default: 1,
            description: "Number of vCPUs that every app must ask for at least.",
        },
    },
    evaluate: (app, { minimum }) => {
        const { minCpu = 0 } = app.deviceRequirements;
        return minCpu >= minimum ? [] : [outOfLimit(app, CPU, "minimum", minimum)];
    },
});
