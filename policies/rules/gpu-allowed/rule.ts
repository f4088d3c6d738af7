import { defineAppRule } from "../rule";
import { describeListChange, namedModels, quoteNames } from "../gpuList";

const EVERYTHING = ["*"];
const NOTHING: string[] = [];

interface GpuAllowedSettings {
    allow?: string[];
    deny?: string[];
    match: "every" | "some";
}

export const rule = defineAppRule<GpuAllowedSettings>({
    name: "gpu-allowed",
    description: "A ByteNite app may list only GPU models that the organisation allows.",
    explanation:
        "ByteNite may run a job on any GPU in the list, so one entry that is not allowed is enough for a finding. `deny` wins over `allow` and over `match`. An app without a GPU list passes. Without `allow` and `deny` the rule has nothing to judge by. A name that is in no vocabulary matches only itself, or a glob that covers it.",
    remediation:
        "Remove the GPU models that are not allowed from device_requirements.gpu in the app's manifest and push the app again.",
    category: "gpu",
    severity: "high",
    settings: {
        allow: {
            type: "array",
            items: { type: "string", minLength: 1 },
            description:
                "The GPU models that are allowed: names in any known spelling, or globs with * and ?. Without it, all are. An empty list: none.",
        },
        deny: {
            type: "array",
            items: { type: "string", minLength: 1 },
            description:
                "The GPU models that are never allowed, whatever `allow` and `match` say: names or globs.",
        },
        match: {
            type: "string",
            enum: ["every", "some"],
            default: "every",
            description:
                "How many entries of an app's GPU list must be allowed. ByteNite may choose any entry, so that only `every` keeps a job off other models.",
        },
    },
    evaluate: ({ tag, deviceRequirements: { gpu } }, { allow, deny, match }, { gpus }) => {
        const isAllowed = gpus.matcher(allow ?? EVERYTHING);
        const isDenied = gpus.matcher(deny ?? NOTHING);
        const denied = gpu.filter((name) => isDenied(name) !== undefined);
        const good = gpu.filter((name) => !denied.includes(name) && isAllowed(name) !== undefined);
        const others = gpu.filter((name) => !denied.includes(name) && !good.includes(name));
        const outside = match === "some" && good.length > 0 ? [] : others;
        if (denied.length === 0 && outside.length === 0) return [];

        const denial = `${quoteNames(denied)}, which the organisation denies (${quoteNames(deny ?? [])})`;
        const requirement =
            match === "some"
                ? "and none of the allowed GPU models"
                : `which ${new Set(outside).size === 1 ? "is" : "are"} not allowed`;
        const refusal = `${quoteNames(outside)}, ${requirement} (allowed: ${quoteNames(allow ?? [])})`;
        const problems = [
            ...(denied.length > 0 ? [denial] : []),
            ...(outside.length > 0 ? [refusal] : []),
        ];
        return [
            {
                field: "deviceRequirements.gpu",
                found: gpu,
                limit: { ...(allow && { allow }), ...(deny && { deny }), match },
                setting: outside.length > 0 ? "allow" : "deny",
                message: `${tag} lists ${problems.join("; and ")}`,
                fix: describeListChange({
                    good: gpu.filter((name) => !denied.includes(name) && !outside.includes(name)),
                    proposed: namedModels(gpus, allow ?? []).filter((name) => !isDenied(name)),
                }),
            },
        ];
    },
});
