import { compareTexts, isGlob, type AppRecord, type GpuVocabulary } from "bytenite-core/model";
import type { EnforcementLevel } from "../contract/settings";
import { readImage } from "../phrases/readImage";

/** A rule to begin with. */
export interface Proposal {
    rule: string;
    enforcementLevel: Exclude<EnforcementLevel, "disabled">;
    /** Why it is there, and what its values are: sentences. */
    comment: string;
    /** What is so today. `undefined`: the apps say nothing about it. Absent: the rule needs no settings. */
    settings?: (
        apps: readonly AppRecord[],
        gpus: GpuVocabulary,
    ) => Readonly<Record<string, unknown>> | undefined;
}

/** The rules to begin with, in the order of the file. */
export const PROPOSALS: readonly Proposal[] = [
    {
        rule: "app-readable",
        enforcementLevel: "mandatory",
        comment: "What can't be read is judged by no other rule.",
    },
    {
        rule: "gpu-allowed",
        enforcementLevel: "mandatory",
        comment: "The GPU models that apps list today. Any other one is refused.",
        settings: (apps, gpus) => listOf(apps.flatMap(gpuOf).flatMap(modelOf(gpus))),
    },
    {
        rule: "gpu-known",
        enforcementLevel: "mandatory",
        comment: "A name that is no GPU's waits for a machine that does not exist.",
        settings: () => ({ accept: "real" }),
    },
    {
        rule: "gpu-observed",
        enforcementLevel: "advisory",
        comment: "Models that ByteNite was not seen to use may never get a machine.",
        settings: () => ({ required: true }),
    },
    {
        rule: "gpu-spelling",
        enforcementLevel: "advisory",
        comment: "One spelling of each model, so that lists can be compared by eye.",
    },
    {
        rule: "gpu-unique",
        enforcementLevel: "advisory",
        comment: "The same model twice is mostly a slip.",
    },
    {
        rule: "cpu-required",
        enforcementLevel: "advisory",
        comment: "An app that states nothing gets whatever machine is free.",
    },
    {
        rule: "cpu-minimum",
        enforcementLevel: "advisory",
        comment: "The fewest vCPUs that an app asks for today.",
        settings: (apps) => minimum(apps.map(({ deviceRequirements: { minCpu = 0 } }) => minCpu)),
    },
    {
        rule: "cpu-maximum",
        enforcementLevel: "advisory",
        comment: "The most vCPUs that an app asks for today. Mandatory, it is a limit of cost.",
        settings: (apps) => maximum(apps.map(({ deviceRequirements: { minCpu = 0 } }) => minCpu)),
    },
    {
        rule: "memory-required",
        enforcementLevel: "advisory",
        comment: "An app that states no memory gets what the free machine has.",
    },
    {
        rule: "memory-minimum",
        enforcementLevel: "advisory",
        comment: "The least memory that an app asks for today, in GB.",
        settings: (apps) => minimum(apps.map(memoryOf)),
    },
    {
        rule: "memory-maximum",
        enforcementLevel: "advisory",
        comment:
            "The most memory that an app asks for today, in GB. Mandatory, it is a limit of cost.",
        settings: (apps) => maximum(apps.map(memoryOf)),
    },
    {
        rule: "memory-with-gpu",
        enforcementLevel: "advisory",
        comment: "The least memory that an app with a GPU asks for today, in GB.",
        settings: (apps) => minimum(apps.filter((app) => gpuOf(app).length > 0).map(memoryOf)),
    },
    {
        rule: "status-allowed",
        enforcementLevel: "mandatory",
        comment:
            "The statuses that apps have today. Only an active app takes jobs: is another one meant?",
        settings: (apps) => listOf(apps.map(({ status }) => status)),
    },
    {
        rule: "owner-allowed",
        enforcementLevel: "mandatory",
        comment: "Whose apps there are today, by the owner's id. Anybody else's app is refused.",
        settings: (apps) => listOf(apps.map(({ owner }) => owner).filter(isNoGlob)),
    },
    {
        rule: "app-private",
        enforcementLevel: "mandatory",
        comment: "No app is public today.",
    },
    {
        rule: "tag-pinned",
        enforcementLevel: "advisory",
        comment: "A tag without its whole version moves under one's feet.",
    },
    {
        rule: "description-required",
        enforcementLevel: "advisory",
        comment: "Somebody will ask what the app is for.",
    },
    {
        rule: "platform-allowed",
        enforcementLevel: "mandatory",
        comment: "The platforms in use today.",
        settings: (apps) => listOf(apps.map(({ platform }) => platform)),
    },
    {
        rule: "container-registry",
        enforcementLevel: "mandatory",
        comment: "Where images come from today. An image from elsewhere is refused.",
        settings: (apps) => listOf(apps.flatMap(registryOf)),
    },
    {
        rule: "container-tag",
        enforcementLevel: "advisory",
        comment: "The tag latest moves: nobody can say what an earlier task ran.",
    },
    {
        rule: "container-digest",
        enforcementLevel: "advisory",
        comment: "Every image is pinned by its digest today.",
    },
    {
        rule: "container-credentials",
        enforcementLevel: "advisory",
        comment: "Whoever reads the app gets the registry's credentials.",
    },
    {
        rule: "container-secrets",
        enforcementLevel: "advisory",
        comment: "The stored secrets that apps get today.",
        settings: (apps) =>
            listOf(apps.flatMap(({ platformConfig: { secrets } }) => secrets).filter(isNoGlob)),
    },
];

const gpuOf = ({ deviceRequirements: { gpu } }: AppRecord) => gpu;
const memoryOf = ({ deviceRequirements: { minMemory = 0 } }: AppRecord) => minMemory;

/** A name of somebody else's must not become a glob, which would cover more than was seen. */
const isNoGlob = (text: string) => !isGlob(text);

/** The name to write for what an app lists: the model's own, where it means no more than that. */
function modelOf(gpus: GpuVocabulary): (name: string) => string[] {
    return (name) => {
        const model = gpus.identify(name)?.name;
        return [model ?? name].filter(isNoGlob);
    };
}

/** The registry, with the first part of the path: on a registry for everybody, that is whose image it is. */
function registryOf(app: AppRecord): string[] {
    const image = readImage(app);
    if ("obstacle" in image) return [];
    const [first, ...rest] = image.repository.split("/");
    return [rest.length === 0 ? image.registry : `${image.registry}/${first}`];
}

function listOf(values: readonly string[]): { allow: string[] } | undefined {
    const allow = [...new Set(values)].filter((value) => value !== "").sort(compareTexts);
    return allow.length === 0 ? undefined : { allow };
}

function minimum(values: readonly number[]): { minimum: number } | undefined {
    const least = values.reduce((one, other) => Math.min(one, other), Infinity);
    // 0 asks for nothing.
    return Number.isFinite(least) && least > 0 ? { minimum: least } : undefined;
}

function maximum(values: readonly number[]): { maximum: number } | undefined {
    const most = values.reduce((one, other) => Math.max(one, other), 0);
    return most > 0 ? { maximum: most } : undefined;
}
