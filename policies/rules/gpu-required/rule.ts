import { defineAppRule } from "../../contract/rule";
import { LISTED_NAME } from "../../contract/listedName";

export const rule = defineAppRule<{ apps: string[] }>({
    name: "gpu-required",
    description: "A ByteNite app that the organisation names must list at least one GPU model.",
    explanation:
        "An app without a GPU list may run on a machine without a GPU. An app that was written for one fails there, or takes hours instead of minutes. The apps that `apps` names must list at least one GPU model. A missing list and an empty one are the same. Any name will do, also one that is not known: gpu-known is about those. Without `apps` the rule judges nobody.",
    remediation:
        "List at least one GPU model in device_requirements.gpu in the app's manifest and push the app again.",
    category: "gpu",
    severity: "medium",
    settings: {
        apps: {
            type: "array",
            items: LISTED_NAME,
            default: [],
            description:
                "The apps that must list a GPU: globs with * and ? that cover an app's tag, its name, or its name@version. Without it, the rule judges nobody.",
        },
    },
    needs: ["apps"],
    evaluate: ({ tag, deviceRequirements: { gpu } }) => {
        if (gpu.length > 0) return [];
        return [
            {
                field: "deviceRequirements.gpu",
                found: null,
                limit: "at least one GPU model",
                setting: "apps",
                message: `${tag} lists no GPU, but must list at least one GPU model`,
                fix: "In the app's manifest, list at least one GPU model in device_requirements.gpu, the preferred one first, and push the app again",
            },
        ];
    },
});
