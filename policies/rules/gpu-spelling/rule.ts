import { defineAppRule } from "../../contract/rule";
import { canonicalName, distinctModels, joinCapped } from "../../phrases/gpuList";
import { quote, changeManifest } from "../../phrases/wording";

export const rule = defineAppRule<Record<never, never>>({
    name: "gpu-spelling",
    description: "A ByteNite app must write each GPU model by its canonical name.",
    explanation:
        "ByteNite doesn't say whether case matters in a GPU's name, and its own samples changed their spelling more than once. One name for each model keeps manifests alike and easy to search. The canonical name is the one in the catalogue of known models, for example `tesla t4` for `T4`, and it must be written exactly so, in the same case. A name that is not known, or of a GPU that ByteNite was not seen to use, passes: nobody knows how ByteNite would write it, and gpu-known is about those. The change that is proposed keeps the order, and lists a model once that stood there in two spellings. An app without a GPU list passes. The rule has no settings.",
    remediation:
        "Write the canonical names into device_requirements.gpu in the app's manifest and push the app again.",
    category: "gpu",
    severity: "low",
    settings: {},
    evaluate: ({ tag, deviceRequirements: { gpu } }, _settings, { gpus }) => {
        const canonical = (name: string): string => canonicalName(gpus, name);
        const wrong = gpu.filter((name) => canonical(name) !== name);
        if (wrong.length === 0) return [];
        const names = distinctModels(gpus, gpu).map(canonical);
        const changes = wrong.map((name) => `${quote([name])} for ${quote([canonical(name)])}`);
        return [
            {
                field: "deviceRequirements.gpu",
                found: gpu,
                limit: names,
                message: `${tag} writes ${joinCapped(changes)}, but only the canonical name of a GPU model is allowed`,
                ...changeManifest("deviceRequirements.gpu", names),
            },
        ];
    },
});
