import { defineAppRule } from "../../contract/rule";
import type { Problem } from "../../contract/problem";
import { distinctModels, quoteNames } from "../../phrases/gpuList";
import { setInManifest } from "../../phrases/wording";

interface GpuCountSettings {
    minimum?: number;
    maximum?: number;
}

export const rule = defineAppRule<GpuCountSettings>({
    name: "gpu-count",
    description: "A ByteNite app that uses a GPU must list a suitable number of GPU models.",
    explanation:
        "The entries of the list are alternatives. A job whose app lists one model may have to wait for it; a job whose app lists ten may run on a card that nobody tested, or that costs more than expected. The rule counts different models: two spellings of the same one count once, and a name that is not known counts as a model of its own. As many as the limit is allowed. An app without a GPU list always passes, also with a `minimum`: it doesn't need a GPU, so it doesn't need alternatives either (gpu-required is about apps that must have one). The number says nothing about how many cards a job gets. Without `minimum` and `maximum` the rule has nothing to judge by. A `minimum` above the `maximum` refuses every app with a GPU list, and the finding says so.",
    remediation:
        "Add models to device_requirements.gpu in the app's manifest, or remove the least preferred ones, and push the app again.",
    category: "gpu",
    severity: "low",
    settings: {
        minimum: {
            type: "integer",
            minimum: 1,
            description:
                "How many different models a GPU list that isn't empty must have at least. Without it, one will do.",
        },
        maximum: {
            type: "integer",
            minimum: 1,
            description:
                "How many different models a GPU list may have. Without it, any number. The rule gpu-forbidden is the one that allows none.",
        },
    },
    needs: ["minimum", "maximum"],
    evaluate: ({ tag, deviceRequirements: { gpu } }, { minimum, maximum }, { gpus }) => {
        const models = distinctModels(gpus, gpu);
        const count = models.length;
        if (count === 0) return [];
        const problem = (
            setting: keyof GpuCountSettings,
            limit: number,
            fix: string,
        ): Problem[] => [
            {
                field: "deviceRequirements.gpu",
                found: gpu,
                limit,
                setting,
                message: `${tag} lists ${count} GPU model${count === 1 ? "" : "s"} (${quoteNames(models)}), but the ${setting === "minimum" ? "least" : "most"} that is allowed is ${limit}`,
                fix:
                    minimum !== undefined && maximum !== undefined && minimum > maximum
                        ? `Correct the settings of gpu-count: no list can have at least ${minimum} models and at most ${maximum}`
                        : fix,
            },
        ];
        if (maximum !== undefined && count > maximum) {
            const preferred = models.slice(0, maximum);
            const fix = setInManifest({ device_requirements: { gpu: preferred } });
            return problem("maximum", maximum, fix);
        }
        if (minimum !== undefined && count < minimum) {
            const more = `at least ${minimum - count} more`;
            const fix = `In the app's manifest, add ${more} to device_requirements.gpu, each a different model, and push the app again`;
            return problem("minimum", minimum, fix);
        }
        return [];
    },
});
