import { describeRequirement, MEMORY, multiply } from "../../phrases/requirement";
import { UNIDENTIFIED, type Unidentified } from "../../phrases/gpuFact";
import { CATALOGUE, quoteNames } from "../../phrases/gpuList";
import { largest } from "../../phrases/gpuVram";
import { defineAppRule } from "../../contract/rule";
import { changeManifest } from "../../phrases/wording";

export const rule = defineAppRule<{ multiple?: number; unidentified: Unidentified }>({
    name: "memory-per-vram",
    description: "A ByteNite app must ask for memory in proportion to that of its GPUs.",
    explanation:
        "What fills a card passes through the machine's memory. ByteNite may choose any model in the list, so the one with the most memory counts, and of a name without a size the largest card that it may mean; exactly the multiple of it is enough. An app that states no minimum memory counts as one that asks for nothing. A model whose memory is not known is a finding of its own: nobody can say what it needs, unless `unidentified` is `accept`. An app without a GPU list passes. Without `multiple` the rule has nothing to judge by.",
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
        unidentified: UNIDENTIFIED,
    },
    needs: ["multiple"],
    evaluate: (app, { multiple, unidentified }, { gpus }) => {
        const { gpu, minMemory = 0 } = app.deviceRequirements;
        if (multiple === undefined || gpu.length === 0) return [];
        const unknown = gpu.filter((name) => !gpus.identify(name));
        const most = gpu
            .map((name) => ({ name, known: gpus.identify(name) }))
            .map(({ name, known }) => ({ name, vram: known ? largest(known) : 0 }))
            .reduce((one, other) => (other.vram > one.vram ? other : one));
        const floor = multiply(multiple, most.vram);
        if (unknown.length > 0 && unidentified === "refuse") {
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
                message: `${app.tag} ${describeRequirement(app, MEMORY)}, but the least that is allowed with ${quoteNames([most.name])} (${most.vram} GB on the card) is ${floor} GB`,
                ...changeManifest("deviceRequirements.minMemory", floor),
            },
        ];
    },
});
