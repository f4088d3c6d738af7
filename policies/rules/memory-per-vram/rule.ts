import { describeRequirement, MEMORY, multiply } from "../requirement";
import { CATALOGUE, quoteNames } from "../gpuList";
import { defineAppRule } from "../rule";
import { setInManifest } from "../wording";

export const rule = defineAppRule<{ multiple?: number }>({
    name: "memory-per-vram",
    description: "A ByteNite app must ask for memory in proportion to that of its GPUs.",
    explanation:
        "What fills a card passes through the machine's memory. ByteNite may choose any model in the list, so the one with the most memory counts; exactly the multiple of it is enough. An app that states no minimum memory counts as one that asks for nothing. A model whose memory is not known is a finding of its own: nobody can say what it needs. An app without a GPU list passes. Without `multiple` the rule has nothing to judge by.",
    remediation:
        "Raise device_requirements.min_memory in the app's manifest, or list smaller GPUs, and push the app again.",
    category: "cpu and memory",
    severity: "low",
    settings: {
        multiple: {
            type: "number",
            exclusiveMinimum: 0,
            description:
                "GB of RAM that an app must ask for at least, for each GB on the largest card in its list.",
        },
    },
    evaluate: (app, { multiple }, { gpus }) => {
        const { gpu, minMemory = 0 } = app.deviceRequirements;
        if (multiple === undefined || gpu.length === 0) return [];
        const unknown = gpu.filter((name) => !gpus.identify(name));
        const largest = gpu
            .map((name) => ({ name, vram: gpus.identify(name)?.vram ?? 0 }))
            .reduce((one, other) => (other.vram > one.vram ? other : one));
        const floor = multiply(multiple, largest.vram);
        if (unknown.length > 0) {
            return [
                {
                    field: "deviceRequirements.gpu",
                    found: gpu,
                    limit: multiple,
                    setting: "multiple",
                    message: `${app.tag} lists ${quoteNames(unknown)}, whose memory is not known, but must ask for ${multiple} GB of memory for each GB on the card`,
                    fix: `In the app's manifest, correct or remove ${quoteNames(unknown)} in device_requirements.gpu and push the app again, or have ${quoteNames(unknown)} added to ${CATALOGUE}`,
                },
            ];
        }
        if (minMemory >= floor) return [];
        return [
            {
                field: "deviceRequirements.minMemory",
                found: app.deviceRequirements.minMemory ?? null,
                limit: floor,
                setting: "multiple",
                message: `${app.tag} ${describeRequirement(app, MEMORY)}, but the least that is allowed with ${quoteNames([largest.name])} (${largest.vram} GB on the card) is ${floor} GB`,
                fix: setInManifest({ device_requirements: { min_memory: floor } }),
            },
        ];
    },
});
