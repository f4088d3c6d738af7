import { defineAppRule } from "../../contract/rule";
import { UNIDENTIFIED, type Unidentified } from "../../phrases/gpuFact";
import { judgeVramMinimum } from "../../phrases/gpuVram";

export const rule = defineAppRule<{ minimum?: number; unidentified: Unidentified }>({
    name: "gpu-vram-minimum",
    description: "A ByteNite app may list only GPU models with enough memory on the card.",
    explanation:
        "A model whose weights don't fit into the memory of the card fails when the job has started, or crawls. ByteNite may choose any entry of the list, so each must have at least `minimum` GB; exactly as much is enough. The sizes are the makers', of one card. A name without a size, of a model that was sold with several, is judged by the smallest (`a100` by 40 GB), and a MIG slice by its own memory, not by the card's. A model that is not known is a finding, because its memory isn't known either, even with a `minimum` of 0, unless `unidentified` is `accept`; adding it to `catalogue.gpus` in the organisation's rules file lets the rule judge it. An app without a GPU list passes. Without `minimum` the rule has nothing to judge by.",
    remediation:
        "Remove the GPU models with too little memory from device_requirements.gpu in the app's manifest and push the app again.",
    category: "gpu",
    severity: "medium",
    settings: {
        minimum: {
            type: "number",
            minimum: 0,
            description:
                "GB of memory that the card of every listed GPU model must have at least. Without it, any size will do.",
        },
        unidentified: UNIDENTIFIED,
    },
    needs: ["minimum"],
    evaluate: (app, { minimum, unidentified }, context) =>
        minimum === undefined ? [] : judgeVramMinimum(app, context, { minimum, unidentified }),
});
