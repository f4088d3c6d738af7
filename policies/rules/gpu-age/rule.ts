import { compareTexts } from "bytenite-core/model";
import { judgeFact, UNIDENTIFIED, type Unidentified } from "../../phrases/gpuFact";
import { defineAppRule } from "../../contract/rule";

export const rule = defineAppRule<{ since?: number; unidentified: Unidentified }>({
    name: "gpu-age",
    description: "A ByteNite app may list only GPU models that are not too old.",
    explanation:
        "Drivers and frameworks drop old cards, and an old card takes more power for the same work. ByteNite may choose any entry of the list, so each model must have been released in the year `since` or later. The year is that of the model's first release, whatever sizes came later. A model that is not known, or of which the organisation's catalogue doesn't say the year, is a finding, unless `unidentified` is `accept`. An app without a GPU list passes. Without `since` the rule has nothing to judge by.",
    remediation:
        "Remove the GPU models that are too old from device_requirements.gpu in the app's manifest and push the app again.",
    category: "gpu",
    severity: "low",
    settings: {
        since: {
            type: "integer",
            minimum: 2000,
            description:
                "The year before which no listed GPU model may have been released. Without it, any age will do.",
        },
        unidentified: UNIDENTIFIED,
    },
    needs: ["since"],
    evaluate: (app, { since, unidentified }, context) => {
        if (since === undefined) return [];
        return judgeFact(app, context, {
            unidentified,
            isAccepted: ({ year }) => (year === undefined ? undefined : year >= since),
            explain: () => ({
                setting: "since",
                limit: since,
                describe: (gpu) =>
                    gpu?.year === undefined ? "year not known" : `released in ${gpu.year}`,
                complaint: () => `, but only models released in ${since} or later are allowed`,
                compare: (a, b) => (b.year ?? 0) - (a.year ?? 0) || compareTexts(a.name, b.name),
            }),
        });
    },
});
