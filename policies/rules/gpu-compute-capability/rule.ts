import { compareTexts, type Gpu } from "bytenite-core/model";
import { judgeFact, UNIDENTIFIED, type Unidentified } from "../../phrases/gpuFact";
import { defineAppRule } from "../../contract/rule";

export const rule = defineAppRule<{ minimum?: number; unidentified: Unidentified }>({
    name: "gpu-compute-capability",
    description: "A ByteNite app may list only GPU models with a sufficient compute capability.",
    explanation:
        "The compute capability is NVIDIA's number of what a program may use on a card: bfloat16 needs 8.0, FP8 needs 8.9. A container that was built for a later one fails on the card when the job has started. ByteNite may choose any entry of the list, so each must have at least `minimum`; exactly as much is enough. GPUs of other makers have none and are findings. A model that is not known, or of which the organisation's catalogue doesn't say the number, is a finding, unless `unidentified` is `accept`. An app without a GPU list passes. Without `minimum` the rule has nothing to judge by.",
    remediation:
        "Remove the GPU models with too small a compute capability from device_requirements.gpu in the app's manifest and push the app again.",
    category: "gpu",
    severity: "medium",
    settings: {
        minimum: {
            type: "number",
            minimum: 0,
            description:
                "The compute capability that every listed GPU model must have at least, for example 8.0. Without it, any will do.",
        },
        unidentified: UNIDENTIFIED,
    },
    needs: ["minimum"],
    evaluate: (app, { minimum, unidentified }, context) => {
        if (minimum === undefined) return [];
        return judgeFact(app, context, {
            unidentified,
            isAccepted: (gpu) => {
                if (hasNone(gpu)) return false;
                return gpu.computeCapability === undefined
                    ? undefined
                    : gpu.computeCapability >= minimum;
            },
            explain: () => ({
                setting: "minimum",
                limit: minimum,
                describe: describeCapability,
                complaint: () =>
                    `, but the least compute capability that is allowed is ${minimum.toFixed(1)}`,
                compare: (a, b) =>
                    (a.computeCapability ?? 0) - (b.computeCapability ?? 0) ||
                    compareTexts(a.name, b.name),
            }),
        });
    },
});

/** Another maker's, of which it is known who that is. */
function hasNone({ vendor, computeCapability }: Gpu): boolean {
    return computeCapability === undefined && vendor !== undefined && vendor !== "nvidia";
}

function describeCapability(gpu: Gpu | undefined): string {
    if (gpu?.computeCapability !== undefined) {
        return `compute capability ${gpu.computeCapability.toFixed(1)}`;
    }
    return gpu && hasNone(gpu) ? "no compute capability" : "compute capability not known";
}
