import { defineRule } from "../rule";

interface MemoryMinimumSettings {
    minimum: number;
    minimumWithGpu: number;
}

export const memoryMinimum = defineRule<MemoryMinimumSettings>({
    name: "memory-minimum",
    description: "A ByteNite app must ask for enough memory.",
    remediation:
        "Raise device_requirements.min_memory in the app's manifest and push the app again.",
    severity: "medium",
    settings: {
        minimum: {
            type: "number",
            minimum: 0,
            default: 2,
            description: "GB of RAM that every app must ask for at least.",
        },
        minimumWithGpu: {
            type: "number",
            minimum: 0,
            default: 8,
            description:
                "GB of RAM that an app which lists a GPU must ask for at least. The larger of this and `minimum` counts.",
        },
    },
    evaluate: ({ tag, deviceRequirements }, { minimum, minimumWithGpu }) => {
        const { minMemory, gpu } = deviceRequirements;
        const hasGpu = gpu.length > 0;
        const floor = hasGpu ? Math.max(minimum, minimumWithGpu) : minimum;
        if (minMemory !== undefined && minMemory >= floor) return [];
        // An app that states nothing gets whatever machine is free.
        if (minMemory === undefined && floor === 0) return [];
        const asked =
            minMemory === undefined
                ? "states no minimum memory"
                : `asks for ${minMemory} GB of memory`;
        const why = hasGpu ? "with a GPU" : "here";
        return [
            {
                field: "deviceRequirements.minMemory",
                message: `${tag} ${asked}, but the least that is allowed ${why} is ${floor} GB`,
                fix: `In the app's manifest, set "device_requirements": {"min_memory": ${floor}} and push the app again`,
            },
        ];
    },
});
