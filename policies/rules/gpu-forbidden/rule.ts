import { defineAppRule } from "../../contract/rule";
import { quoteNames } from "../../phrases/gpuList";
import { setInManifest } from "../../phrases/wording";
import { LISTED_NAME } from "../../contract/listedName";

export const rule = defineAppRule<{ apps: string[] }>({
    name: "gpu-forbidden",
    description: "A ByteNite app that the organisation names may not list any GPU.",
    explanation:
        "Some apps have no use for a GPU, for example one that only moves files, and a list that was copied from another app costs money with every job. The apps that `apps` names may not list any GPU model, known or not. An app without a GPU list passes. Without `apps` the rule judges nobody.",
    remediation:
        "Set device_requirements.gpu to an empty list in the app's manifest and push the app again.",
    category: "gpu",
    severity: "high",
    settings: {
        apps: {
            type: "array",
            items: LISTED_NAME,
            default: [],
            description:
                "The apps that may not list a GPU: globs with * and ? that cover an app's tag, its name, or its name@version. Without it, the rule judges nobody.",
        },
    },
    needs: ["apps"],
    evaluate: ({ tag, deviceRequirements: { gpu } }) => {
        if (gpu.length === 0) return [];
        return [
            {
                field: "deviceRequirements.gpu",
                found: gpu,
                limit: [],
                setting: "apps",
                message: `${tag} lists ${quoteNames(gpu)}, but may not list any GPU`,
                fix: setInManifest({ device_requirements: { gpu: [] } }),
            },
        ];
    },
});
