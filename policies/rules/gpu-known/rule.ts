import { defineAppRule } from "../rule";
import { CATALOGUE, joinCapped, knownModels, quoteNames } from "../gpuList";
import { quote } from "../wording";
import { meantModels } from "./meantModels";

export const rule = defineAppRule<Record<never, never>>({
    name: "gpu-known",
    description: "A ByteNite app may list only GPU models that are known.",
    explanation:
        "A misspelt model may never be found, so that the app's jobs wait or run on the next entry of the list, and rules about the memory or the family of a model can't judge it. ByteNite publishes no list of its models: the known ones are those that were seen in its public material, and those that the organisation adds under `catalogue.gpus` in its rules file. Case, and whether words are joined by a dash, an underscore or a space, don't matter. A name that is only nearly right is never taken for the model: `a1000` is no `a100`, and `a100` alone may be either of two sizes. The finding asks for the models that may be meant. An app without a GPU list passes. The rule has no settings.",
    remediation:
        "Correct the names in device_requirements.gpu in the app's manifest and push the app again, or add the models to catalogue.gpus in the organisation's rules file.",
    category: "gpu",
    severity: "medium",
    settings: {},
    evaluate: ({ tag, deviceRequirements: { gpu } }, _settings, { gpus }) => {
        const unknown = [...new Set(gpu.filter((name) => !gpus.identify(name)))];
        if (unknown.length === 0) return [];
        const corrections = unknown.map((name) => {
            const meant = meantModels(gpus, name);
            const question = meant.map((each) => quote([each])).join(" or ");
            return `${quote([name])}${question && ` (did you mean ${question}?)`}`;
        });
        return [
            {
                field: "deviceRequirements.gpu",
                found: gpu,
                limit: knownModels(gpus, () => true),
                message: `${tag} lists ${quoteNames(unknown)}, which ${unknown.length === 1 ? "is" : "are"} not among the known GPU models`,
                fix: `In the app's manifest, correct or remove ${joinCapped(corrections)} in device_requirements.gpu and push the app again, or, if the name is right, have the model added to ${CATALOGUE}`,
            },
        ];
    },
});
