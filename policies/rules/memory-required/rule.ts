import { MEMORY, notStated } from "../../phrases/requirement";
import { defineAppRule } from "../../contract/rule";

export const rule = defineAppRule({
    name: "memory-required",
    description: "A ByteNite app must state how much memory a task needs.",
    explanation:
        "An app that states nothing gets whatever machine is free, and fails there or not as it happens. A minimum of 0 or less states nothing either. Any number above 0 is accepted.",
    remediation:
        "State device_requirements.min_memory in the app's manifest and push the app again.",
    category: "cpu and memory",
    severity: "medium",
    settings: {},
    evaluate: (app) =>
        (app.deviceRequirements.minMemory ?? 0) > 0 ? [] : [notStated(app, MEMORY)],
});
