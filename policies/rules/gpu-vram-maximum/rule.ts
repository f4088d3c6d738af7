import { defineAppRule } from "../../contract/rule";
import { UNIDENTIFIED, type Unidentified } from "../../phrases/gpuFact";
import { judgeVramMaximum } from "../../phrases/gpuVram";

export const rule = defineAppRule<{ maximum?: number; unidentified: Unidentified }>({
    name: "gpu-vram-maximum",
    description: "A ByteNite app may list only GPU models with so much memory on the card.",
    explanation:
        "Cards with much memory tend to be the expensive ones, so a limit on the memory is a limit on the cost that holds for new models too. ByteNite may choose any entry of the list, so none may have more than `maximum` GB; exactly as much is allowed. The sizes are the makers', of one card. A name without a size, of a model that was sold with several, is judged by the largest (`v100` by 32 GB), and a MIG slice by its own memory, not by the card's. A model that is not known is a finding, because its memory isn't known either, unless `unidentified` is `accept`; adding it to `catalogue.gpus` in the organisation's rules file lets the rule judge it. An app without a GPU list passes. Without `maximum` the rule has nothing to judge by.",
    remediation:
        "Remove the GPU models with too much memory from device_requirements.gpu in the app's manifest and push the app again.",
    category: "gpu",
    severity: "high",
    settings: {
        maximum: {
            type: "number",
            minimum: 0,
            description:
                "GB of memory that the card of a listed GPU model may have at most. Without it, any size is allowed.",
        },
        unidentified: UNIDENTIFIED,
    },
    needs: ["maximum"],
    evaluate: (app, { maximum, unidentified }, context) =>
        maximum === undefined ? [] : judgeVramMaximum(app, context, { maximum, unidentified }),
});
