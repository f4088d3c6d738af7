import { compareTexts } from "bytenite-core/model";
import { joinCapped } from "../../phrases/gpuList";
import { defineStackRule } from "../../contract/rule";

export const rule = defineStackRule<{ maximum?: number }>({
    name: "stack-gpu-apps",
    description: "A stack may have only so many ByteNite apps that ask for a GPU.",
    explanation:
        "GPUs are the scarcest and the most expensive part of a stack. The rule counts the apps that list at least one GPU, each app once, however many models it lists: these are alternatives, of which a task gets one. An app without a GPU list does not count; one that lists a model which nobody knows does. Exactly the `maximum` is allowed. Without `maximum` the rule has nothing to judge by.",
    remediation:
        "Remove device_requirements.gpu from the manifests of apps that do without a GPU and push them again, or move apps to another stack.",
    category: "stack",
    severity: "medium",
    settings: {
        maximum: {
            type: "integer",
            minimum: 0,
            description: "How many apps of a stack may list a GPU. Without it, any number.",
        },
    },
    needs: ["maximum"],
    evaluate: (apps, { maximum }) => {
        const tags = apps
            .filter(({ deviceRequirements }) => deviceRequirements.gpu.length > 0)
            .map(({ tag }) => tag)
            .sort(compareTexts);
        if (maximum === undefined || tags.length <= maximum) return [];
        const excess = tags.length - maximum;
        const counted = tags.length === 1 ? "1 app" : `${tags.length} apps`;
        return [
            {
                field: "deviceRequirements.gpu",
                found: tags,
                limit: maximum,
                setting: "maximum",
                message: `The stack has ${counted} with a GPU (${joinCapped(tags)}), but the most that is allowed is ${maximum}`,
                fix: `Remove the models from device_requirements.gpu in ${excess} of their manifests and push again, or move ${excess} of the apps to another stack`,
            },
        ];
    },
});
