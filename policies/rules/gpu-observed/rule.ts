import { CATALOGUE, joinCapped, knownModels, quoteNames } from "../../phrases/gpuList";
import { suggest } from "../../phrases/meantModels";
import { defineAppRule } from "../../contract/rule";

export const rule = defineAppRule<{ required: boolean }>({
    name: "gpu-observed",
    description: "A ByteNite app should list GPU models that ByteNite was seen to use.",
    explanation:
        "Its maker sells the model, but ByteNite's public material doesn't have it under this name, so nobody can say whether a job would find it. That is less than a mistake, and gpu-known with `accept: real` leaves it to this rule, so that an organisation can refuse names that are no GPU's and be advised of these. A name that leaves open which of several observed models it means, such as `a100`, is a finding too. A name that nobody knows passes: gpu-known is about those. A model that the organisation adds to `catalogue.gpus` in its rules file counts as observed. An app without a GPU list passes. Without `required` the rule has nothing to judge by, since gpu-known finds such models itself unless it is told to accept them.",
    remediation:
        "List a model that ByteNite was seen to use in device_requirements.gpu in the app's manifest and push the app again, or add the model to catalogue.gpus in the organisation's rules file.",
    category: "gpu",
    severity: "low",
    settings: {
        required: {
            type: "boolean",
            default: false,
            description:
                "Whether a GPU that ByteNite was not seen to use is a finding. Without it, the rule has nothing to judge by.",
        },
    },
    needs: ["required"],
    evaluate: ({ tag, deviceRequirements: { gpu } }, { required }, { gpus }) => {
        const isUnseen = (name: string): boolean =>
            gpus.identify(name)?.knownFrom === "public range";
        if (!required || !gpu.some(isUnseen)) return [];

        const unseen = [...new Set(gpu.filter(isUnseen))];
        const titles = unseen.map(
            (name) => `${quoteNames([name])} (${gpus.identify(name)?.title})`,
        );
        const changes = joinCapped(unseen.map((name) => suggest(gpus, name)));
        return [
            {
                field: "deviceRequirements.gpu",
                found: gpu,
                limit: knownModels(gpus, () => true),
                setting: "required",
                message: `${tag} lists ${joinCapped(titles)}, which ${unseen.length === 1 ? "is a real GPU" : "are real GPUs"} that ByteNite was not seen to use`,
                fix: `In the app's manifest, replace or remove ${changes} in device_requirements.gpu and push the app again, or, if ByteNite has it, have the model added to ${CATALOGUE}`,
            },
        ];
    },
});
