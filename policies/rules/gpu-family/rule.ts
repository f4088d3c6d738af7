import { defineAppRule } from "../rule";
import { describeFamily, describeIdleFamilies, familyMatcher } from "../gpuFamily";
import { describeListChange, fewProposals, joinCapped, knownModels, quoteNames } from "../gpuList";

interface GpuFamilySettings {
    allow?: string[];
    deny?: string[];
}

export const rule = defineAppRule<GpuFamilySettings>({
    name: "gpu-family",
    description: "A ByteNite app may list only GPU models of families that are allowed.",
    explanation:
        "A family is NVIDIA's name of the architecture, for example `ampere`. Software is built for some of them, and a container that was built for Hopper doesn't run on Pascal. Families also last longer than lists of models. ByteNite may choose any entry of the list, so each must be of a family that `allow` names and `deny` doesn't; `deny` wins. Case doesn't matter. An empty `allow` allows no family; an empty `deny` denies none, as if it were not there. A model that is not known is a finding whenever there is something to judge by, because its family isn't known; adding it to `catalogue.gpus` in the organisation's rules file lets the rule judge it. A family that no known model has matches nothing: findings say so, but where a misspelt family is all that `deny` names, no known model is refused. An app without a GPU list passes. Without `allow` and `deny` the rule has nothing to judge by.",
    remediation:
        "Remove the GPU models of other families from device_requirements.gpu in the app's manifest and push the app again.",
    category: "gpu",
    severity: "medium",
    settings: {
        allow: {
            type: "array",
            items: { type: "string", minLength: 1 },
            description:
                "The families that are allowed, for example ampere. Case doesn't matter. Without it, all are. An empty list: none.",
        },
        deny: {
            type: "array",
            items: { type: "string", minLength: 1 },
            description: "The families that are never allowed, whatever `allow` says.",
        },
    },
    evaluate: ({ tag, deviceRequirements: { gpu } }, { allow, deny = [] }, { gpus }) => {
        if (!allow && deny.length === 0) return [];
        const isInAllow = familyMatcher(allow ?? []);
        const isDenied = familyMatcher(deny);
        const isAccepted = (name: string): boolean => {
            const model = gpus.identify(name);
            return model !== undefined && !isDenied(model) && (!allow || isInAllow(model));
        };
        const refused = gpu.filter((name) => !isAccepted(name));
        if (refused.length === 0) return [];

        const unknown = refused.filter((name) => !gpus.identify(name));
        const isOnlyDenied = refused.every((name) => {
            const model = gpus.identify(name);
            return model !== undefined && isDenied(model);
        });
        const families = [
            ...(allow ? [`allowed families: ${quoteNames(allow)}`] : []),
            ...(deny.length > 0 ? [`denied families: ${quoteNames(deny)}`] : []),
        ].join("; ");
        const idle = describeIdleFamilies(gpus, [...new Set([...(allow ?? []), ...deny])]);
        const entries = joinCapped(refused.map((name) => describeFamily(gpus, name)));
        return [
            {
                field: "deviceRequirements.gpu",
                found: gpu,
                limit: { ...(allow && { allow }), ...(deny.length > 0 && { deny }) },
                setting: !allow || isOnlyDenied ? "deny" : "allow",
                message: `${tag} lists ${entries}, which ${new Set(refused).size === 1 ? "is" : "are"} not allowed (${families}${idle})`,
                fix: describeListChange({
                    good: gpu.filter(isAccepted),
                    proposed: fewProposals(knownModels(gpus, ({ name }) => isAccepted(name))),
                    unknown: unknown.length === refused.length ? unknown : [],
                }),
            },
        ];
    },
});
