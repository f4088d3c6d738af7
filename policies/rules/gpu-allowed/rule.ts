import { observedGpuVocabulary } from "bytenite-model";
import { defineRule, type Problem } from "../rule";

interface GpuAllowedSettings {
    allow?: string[];
    deny?: string[];
    match: "every" | "some";
}

const FIELD = "deviceRequirements.gpu";

export const gpuAllowed = defineRule<GpuAllowedSettings>({
    name: "gpu-allowed",
    description: "A ByteNite app may list only GPU models that the organisation allows.",
    remediation:
        "Remove the GPU models that are not allowed from device_requirements.gpu in the app's manifest and push the app again.",
    severity: "high",
    settings: {
        allow: {
            type: "array",
            items: { type: "string", minLength: 1 },
            description:
                "The GPU models that are allowed: names in any known spelling, or globs with * and ?. Without it, all are.",
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
    evaluate: ({ tag, deviceRequirements: { gpu } }, { allow, deny, match }) => {
        const isAllowed = observedGpuVocabulary.matcher(allow ?? ["*"]);
        const isDenied = observedGpuVocabulary.matcher(deny ?? []);
        const denied = gpu.filter((name) => isDenied(name) !== undefined);
        const good = gpu.filter((name) => !denied.includes(name) && isAllowed(name) !== undefined);
        const outside = gpu.filter((name) => !denied.includes(name) && !good.includes(name));
        const enough = match === "some" ? good.length > 0 : outside.length === 0;

        const problems: Problem[] = [];
        const fix = describeFix(good, proposals(allow ?? [], isDenied));
        if (denied.length > 0) {
            problems.push({
                field: FIELD,
                message: `${tag} lists ${quote(denied)}, which the organisation denies (${quote(deny ?? [])})`,
                fix,
            });
        }
        if (outside.length > 0 && !enough) {
            const requirement =
                match === "some" ? "and none of the allowed GPU models" : "which is not allowed";
            problems.push({
                field: FIELD,
                message: `${tag} lists ${quote(outside)}, ${requirement} (allowed: ${quote(allow ?? [])})`,
                fix,
            });
        }
        return problems;
    },
});

/** The models that an app could list instead. A glob names none. */
function proposals(allow: string[], isDenied: (name: string) => string | undefined): string[] {
    const models = allow
        .filter((pattern) => !/[*?]/.test(pattern))
        .map((name) => observedGpuVocabulary.identify(name)?.name ?? name)
        .filter((name) => isDenied(name) === undefined);
    return [...new Set(models)];
}

function describeFix(good: string[], proposed: string[]): string {
    const choice = good.length === 0 && proposed.length > 1 ? ", or to some of these," : "";
    const models = good.length > 0 ? good : proposed;
    return models.length > 0
        ? `In the app's manifest, set "device_requirements": {"gpu": ${JSON.stringify(models)}}${choice} and push the app again`
        : `In the app's manifest, remove the models from device_requirements.gpu and push the app again`;
}

function quote(names: string[]): string {
    return names.length === 0 ? "none" : names.map((name) => JSON.stringify(name)).join(", ");
}
