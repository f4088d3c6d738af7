import type { GpuVocabulary } from "bytenite-core/model";
import { defineAppRule } from "../../contract/rule";
import { describeFamily, describeIdleFamilies, familyMatcher } from "../../phrases/gpuFamily";
import { judgeFact, notAllowed, UNIDENTIFIED, type Unidentified } from "../../phrases/gpuFact";
import { quoteNames } from "../../phrases/gpuList";
import { LISTED_NAME } from "../../contract/listedName";

const NOTHING: string[] = [];

interface GpuFamilySettings {
    allow?: string[];
    deny?: string[];
    unidentified: Unidentified;
}

export const rule = defineAppRule<GpuFamilySettings>({
    name: "gpu-family",
    description: "A ByteNite app may list only GPU models of families that are allowed.",
    explanation:
        "A family is the maker's name of the architecture, for example `ampere`, `ada lovelace`, `cdna 3` or `rdna 3`; `bytenite-policies gpus` lists them. Software is built for some of them, and a container that was built for Hopper doesn't run on Pascal. Families also last longer than lists of models. ByteNite may choose any entry of the list, so each must be of a family that `allow` names and `deny` doesn't; `deny` wins. Neither case nor the way in which words are joined matters, and `ada` is Ada Lovelace. An empty `allow` allows no family; an empty `deny` denies none, as if it were not there. A model that is not known is a finding whenever there is something to judge by, because its family isn't known, unless `unidentified` is `accept`; adding it to `catalogue.gpus` in the organisation's rules file lets the rule judge it. A family that no known model has matches nothing: findings say so, but where a misspelt family is all that `deny` names, no known model is refused. An app without a GPU list passes. Without `allow` and `deny` the rule has nothing to judge by.",
    remediation:
        "Remove the GPU models of other families from device_requirements.gpu in the app's manifest and push the app again.",
    category: "gpu",
    severity: "medium",
    settings: {
        allow: {
            type: "array",
            items: LISTED_NAME,
            description:
                "The families that are allowed, for example ampere. Case doesn't matter. Without it, all are. An empty list: none.",
        },
        deny: {
            type: "array",
            items: LISTED_NAME,
            description: "The families that are never allowed, whatever `allow` says.",
        },
        unidentified: UNIDENTIFIED,
    },
    needs: ["allow", "deny"],
    idleWhenEmpty: ["deny"],
    evaluate: (app, { allow, deny = NOTHING, unidentified }, context) => {
        if (!allow && deny.length === 0) return [];
        const isInAllow = familyMatcher(allow ?? NOTHING);
        const isDenied = familyMatcher(deny);
        const { gpus } = context;
        return judgeFact(app, context, {
            unidentified,
            isAccepted: (gpu) => !isDenied(gpu) && (!allow || isInAllow(gpu)),
            explain: () => {
                const isOnlyDenied = app.deviceRequirements.gpu.every((name) => {
                    const gpu = gpus.identify(name);
                    return gpu
                        ? isDenied(gpu) || !allow || isInAllow(gpu)
                        : unidentified === "accept";
                });
                return {
                    setting: !allow || isOnlyDenied ? "deny" : "allow",
                    limit: { ...(allow && { allow }), ...(deny.length > 0 && { deny }) },
                    describe: describeFamily,
                    complaint: (refused) =>
                        `${notAllowed(refused)} (${describeFamilies(gpus, allow, deny)})`,
                };
            },
        });
    },
});

function describeFamilies(
    gpus: GpuVocabulary,
    allow: string[] | undefined,
    deny: string[],
): string {
    const families = [
        ...(allow ? [`allowed families: ${quoteNames(allow)}`] : []),
        ...(deny.length > 0 ? [`denied families: ${quoteNames(deny)}`] : []),
    ].join("; ");
    const named = [...new Set([...(allow ?? []), ...deny])];
    return `${families}${describeIdleFamilies(gpus, named)}`;
}
