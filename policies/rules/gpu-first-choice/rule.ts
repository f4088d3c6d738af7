import type { GpuPattern, GpuVocabulary } from "bytenite-core/model";
import { defineAppRule } from "../../contract/rule";
import type { Json, Problem } from "../../contract/problem";
import { describeFamily, describeIdleFamilies, familyMatcher } from "../../phrases/gpuFamily";
import {
    describeListChange,
    fewProposals,
    knownModels,
    namedModels,
    quoteNames,
    quotePatterns,
} from "../../phrases/gpuList";
import { GPU_PATTERN, requireKnownFamilies } from "../../phrases/gpuPattern";
import { changeManifest, quote } from "../../phrases/wording";
import { LISTED_NAME } from "../../contract/listedName";

const NAME = "gpu-first-choice";
const NOTHING: GpuPattern[] = [];
const NO_FAMILIES: string[] = [];

interface GpuFirstChoiceSettings {
    allow?: GpuPattern[];
    families?: string[];
}

export const rule = defineAppRule<GpuFirstChoiceSettings>({
    name: NAME,
    description: "A ByteNite app must prefer a GPU model that is approved as a first choice.",
    explanation:
        "A GPU list is in order of preference, so its first entry decides where jobs run whenever they can, and what they cost. An organisation may accept an expensive model as a way out, but not as the first choice. The first entry must match `allow` or be of one of the `families`; one of the two is enough. The other entries are not judged. A model that is not known has no family: it is a finding unless `allow` covers its name. An empty list approves nothing. A family that no known model has can approve nothing, and the finding says so. An app without a GPU list passes: it prefers no model. Without `allow` and `families` the rule has nothing to judge by.",
    remediation:
        "Put an approved model first in device_requirements.gpu in the app's manifest and push the app again.",
    category: "gpu",
    severity: "medium",
    settings: {
        allow: {
            type: "array",
            items: GPU_PATTERN,
            description:
                "The GPU models that are approved as a first choice: names in any spelling, globs with * and ?, or what they have in common, such as `{ family: ampere }`.",
        },
        families: {
            type: "array",
            items: LISTED_NAME,
            description:
                "The families of which every model is approved as a first choice, for example ampere. Case doesn't matter.",
        },
    },
    needs: ["allow", "families"],
    evaluate: ({ tag, deviceRequirements: { gpu } }, { allow, families }, { gpus }) => {
        requireKnownFamilies(NAME, "allow", allow ?? NOTHING, gpus);
        const [first] = gpu;
        if (first === undefined || (!allow && !families)) return [];
        const isApproved = approval(gpus, allow ?? NOTHING, families ?? NO_FAMILIES);
        if (isApproved(first)) return [];

        const family = families ? ` (${describeFamily(gpus.identify(first))})` : "";
        const entry = `${quote([first])}${family}`;
        const choices = [
            ...(allow ? [`approved: ${quotePatterns(allow)}`] : []),
            ...(families ? [`approved families: ${quoteNames(families)}`] : []),
        ].join("; ");
        const idle = describeIdleFamilies(gpus, families ?? []);
        const approved = gpu.filter(isApproved);
        const [better] = approved;
        const named = namedModels(gpus, allow ?? []);
        const covered = knownModels(gpus, ({ name }) => isApproved(name));
        return [
            {
                field: "deviceRequirements.gpu",
                found: first,
                limit: { ...(allow && { allow: allow as Json }), ...(families && { families }) },
                setting: allow ? "allow" : "families",
                message: `${tag} prefers ${entry}, which is not approved as a first choice (${choices}${idle})`,
                ...(better === undefined
                    ? { fix: describeNewFirst(gpu, [...named, ...covered]) }
                    : putOneOfThemFirst(gpu, better, approved)),
            },
        ];
    },
});

function approval(
    gpus: GpuVocabulary,
    allow: readonly GpuPattern[],
    families: string[],
): (name: string) => boolean {
    const isAllowed = gpus.matcher(allow);
    const isOfFamily = familyMatcher(families);
    return (name) => {
        const model = gpus.identify(name);
        return isAllowed(name) !== undefined || (model !== undefined && isOfFamily(model));
    };
}

function putFirst(gpu: string[], name: string): Pick<Problem, "fix" | "change"> {
    const list = [name, ...gpu.filter((_, index) => index !== gpu.indexOf(name))];
    return changeManifest("deviceRequirements.gpu", list);
}

/** Where several are approved, which of them is to be the first is for a person to say. */
function putOneOfThemFirst(
    gpu: string[],
    first: string,
    approved: readonly string[],
): Pick<Problem, "fix" | "change"> {
    const proposal = putFirst(gpu, first);
    return approved.length === 1 ? proposal : { fix: proposal.fix };
}

function describeNewFirst(gpu: string[], proposed: string[]): string {
    const [only, ...others] = fewProposals([...new Set(proposed)]);
    if (only === undefined) return describeListChange({ good: [], proposed: [] });
    if (others.length === 0) return putFirst(gpu, only).fix;
    const choice = [only, ...others].map((name) => quote([name])).join(" or ");
    return `In the app's manifest, put ${choice} first in device_requirements.gpu and push the app again`;
}
