import type { GpuVocabulary } from "bytenite-core/model";
import { defineAppRule } from "../../contract/rule";
import { distinctModels, quoteNames } from "../../phrases/gpuList";
import { changeManifest } from "../../phrases/wording";

const SHOWN_MODELS = 5;

export const rule = defineAppRule<Record<never, never>>({
    name: "gpu-unique",
    description: "A ByteNite app may list each GPU model only once.",
    explanation:
        "The list holds alternatives, the preferred one first, so a second entry of the same model does nothing, and hides from a reader how short the list is. It does not ask for two cards either. Two spellings of a known model, such as `T4` and `tesla t4`, are the same model; two sizes of one, such as `A100 40GB` and `A100 80GB`, are not, and neither are two forms, such as `H100 PCIe` and `H100 NVL`. Names that are not known are compared as text, whatever their case, and whether their words are joined by a dash, an underscore or a space. An app without a GPU list passes. The rule has no settings.",
    remediation:
        "Keep the first entry of each model in device_requirements.gpu in the app's manifest and push the app again.",
    category: "gpu",
    severity: "low",
    settings: {},
    evaluate: ({ tag, deviceRequirements: { gpu } }, _settings, { gpus }) => {
        const kept = distinctModels(gpus, gpu);
        if (kept.length === gpu.length) return [];
        const groups = groupByModel(gpus, gpu).filter(({ length }) => length > 1);
        const rest = groups.slice(SHOWN_MODELS).length;
        const shown = groups.slice(0, SHOWN_MODELS).map(describeGroup).join("; ");
        return [
            {
                field: "deviceRequirements.gpu",
                found: gpu,
                limit: kept,
                message: `${tag} lists a GPU model more than once (${shown}${rest > 0 ? `; and ${rest} more` : ""}), but each may be listed only once`,
                ...changeManifest("deviceRequirements.gpu", kept),
            },
        ];
    },
});

function groupByModel(gpus: GpuVocabulary, gpu: readonly string[]): string[][] {
    const groups = new Map<string, string[]>();
    for (const name of gpu) {
        const key = gpus.key(name);
        const group = groups.get(key);
        if (group) group.push(name);
        else groups.set(key, [name]);
    }
    return [...groups.values()];
}

/** A model may stand there a hundred times in the same spelling. */
function describeGroup(entries: string[]): string {
    const spellings = [...new Set(entries)];
    const count = entries.length > spellings.length ? `, ${entries.length} times` : "";
    return `${quoteNames(spellings)}${count}`;
}
