import { CPU, outOfLimit } from "../../phrases/requirement";
import { defineAppRule } from "../../contract/rule";

export const rule = defineAppRule<{ maximum?: number }>({
    name: "cpu-maximum",
    description: "A ByteNite app may ask for only so many vCPUs.",
    explanation:
        "The more an app asks for, the fewer machines can run it, and the more each task costs. Exactly the maximum is accepted. An app that states no minimum asks for nothing and passes. Without `maximum` the rule has nothing to judge by.",
    remediation: "Lower device_requirements.min_cpu in the app's manifest and push the app again.",
    category: "cpu and memory",
    severity: "medium",
    settings: {
        maximum: {
            type: "number",
            minimum: 0,
            description: "Number of vCPUs that an app may ask for at most. Without it, any amount.",
        },
    },
    needs: ["maximum"],
    evaluate: (app, { maximum }) => {
        const { minCpu = 0 } = app.deviceRequirements;
        if (maximum === undefined || minCpu <= maximum) return [];
        return [outOfLimit(app, CPU, "maximum", maximum)];
    },
});
