import { compareTexts, showLine, type GpuVocabulary } from "bytenite-core/model";
import type { ShownApp } from "../../judging/facts";
import type { PageGpu } from "./data";

/** How many apps list each GPU model: the most used family first, in it the most used model, what nobody knows last. */
export function gpuUse(apps: readonly ShownApp[], gpus: GpuVocabulary): PageGpu[] {
    const byKey = new Map<string, PageGpu>();
    for (const { deviceRequirements } of apps) {
        const counted = new Set<string>();
        for (const [index, name] of deviceRequirements.gpu.entries()) {
            const key = gpus.key(name);
            const use = byKey.get(key) ?? describe(name, gpus);
            byKey.set(key, use);
            if (index === 0) use.first += 1;
            if (!counted.has(key)) use.listed += 1;
            counted.add(key);
        }
    }
    const models = [...byKey.values()];
    const ofFamily = new Map<string | undefined, number>();
    for (const { family, listed } of models) {
        ofFamily.set(family, (ofFamily.get(family) ?? 0) + listed);
    }
    const weight = ({ family }: PageGpu) =>
        family === undefined ? -1 : (ofFamily.get(family) ?? 0);
    return models.sort(
        (a, b) =>
            weight(b) - weight(a) ||
            compareTexts(a.family ?? "", b.family ?? "") ||
            b.listed - a.listed ||
            compareTexts(a.name, b.name),
    );
}

function describe(name: string, gpus: GpuVocabulary): PageGpu {
    const gpu = gpus.identify(name);
    if (!gpu) return { name: showLine(name), listed: 0, first: 0 };
    return {
        name: showLine(gpu.name),
        family: showLine(gpu.family),
        ...(gpu.memory.length > 0 && { memory: `${gpu.memory.join(" or ")} GB` }),
        ...{ listed: 0, first: 0 },
    };
}
