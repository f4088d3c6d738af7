import type { AppRecord, GpuModel } from "bytenite-model";
import { describeListChange, fewProposals, joinCapped, knownModels } from "./gpuList";
import type { Problem, RuleContext } from "./rule";
import { quote } from "./wording";

interface VramLimit {
    setting: "minimum" | "maximum";
    /** GB. */
    limit: number;
    isAccepted: (model: GpuModel) => boolean;
    /** Orders the models that are proposed instead. */
    compare: (a: GpuModel, b: GpuModel) => number;
}

/** What is wrong with the memory of the cards in an app's GPU list. A card whose memory nobody knows is never accepted. */
export function judgeVram(
    { tag, deviceRequirements: { gpu } }: AppRecord,
    { gpus }: RuleContext,
    { setting, limit, isAccepted, compare }: VramLimit,
): Problem[] {
    const isGood = (name: string): boolean => {
        const model = gpus.identify(name);
        return model !== undefined && isAccepted(model);
    };
    const bad = gpu.filter((name) => !isGood(name));
    if (bad.length === 0) return [];

    const unknown = bad.filter((name) => !gpus.identify(name));
    const shown = bad.map((name) => {
        const vram = gpus.identify(name)?.vram;
        return `${quote([name])} (${vram === undefined ? "memory not known" : `${vram} GB`})`;
    });
    const proposed = knownModels({ models: [...gpus.models].sort(compare) }, isAccepted);
    return [
        {
            field: "deviceRequirements.gpu",
            found: gpu,
            limit,
            setting,
            message: `${tag} lists ${joinCapped(shown)}, but the ${setting === "minimum" ? "least" : "most"} GPU memory that is allowed is ${limit} GB`,
            fix: describeListChange({
                good: gpu.filter(isGood),
                proposed: fewProposals(proposed),
                unknown: unknown.length === bad.length ? unknown : [],
            }),
        },
    ];
}
