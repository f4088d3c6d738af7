import { MEMORY, outOfLimit } from "../../phrases/requirement";
import { defineAppRule } from "../../contract/rule";

export const rule = defineAppRule<{ minimum: number }>({
    name: "memory-with-gpu",
    description: "A ByteNite app that lists a GPU must ask for enough memory to feed it.",
    explanation:
        "What a GPU works on passes through the machine's memory. Several of ByteNite's public samples ask for a 40 GB card and 2 GB of memory. An app without a GPU list passes; one that lists a GPU and states no minimum memory counts as one that asks for nothing. Exactly the minimum is accepted, and a `minimum` of 0 accepts everything. Which GPU it is doesn't matter, so a model that is not known counts like any other.",
    remediation:
        "Raise device_requirements.min_memory in the app's manifest and push the app again.",
    category: "cpu and memory",
    severity: "medium",
    settings: {
        minimum: {
            type: "number",
            minimum: 0,
            default: 8,
            description: "GB of RAM that an app which lists a GPU must ask for at least.",
        },
    },
    evaluate: (app, { minimum }) => {
        const { gpu, minMemory = 0 } = app.deviceRequirements;
        if (gpu.length === 0 || minMemory >= minimum) return [];
        return [outOfLimit(app, MEMORY, "minimum", minimum, " with a GPU")];
    },
});
