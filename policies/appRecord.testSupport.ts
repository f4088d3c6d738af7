import {
    appFacts,
    toAppRecord,
    type AppRecord,
    type DeviceRequirements,
    type GpuPattern,
} from "bytenite-core/model";
import fc from "fast-check";

/** The record of an app with these requirements. */
export function appRecord(
    requirements: Partial<DeviceRequirements> = {},
    fields: Partial<AppRecord> = {},
): AppRecord {
    const facts = appFacts({
        id: "11111111-1111-4111-8111-111111111111",
        name: "img-gen",
        version: "4.0",
        status: "active",
        deviceRequirements: { gpu: [], ...requirements },
        platform: "docker",
    });
    return { ...toAppRecord("img-gen@4.0", facts), ...fields };
}

/** Names of GPU models: known and unknown ones, in many spellings. */
export const gpuName = fc.oneof(
    fc.constantFrom("tesla t4", "T4", "NVIDIA T4", "nvidia a100-sxm4-40gb", "A100 80GB", "h100"),
    fc.constantFrom("quantum 9000", "a1000", "a100", "v100", "NVIDIA L40S", "mi300x", "H100 PCIe"),
    fc.constantFrom("NVIDIA-A100-SXM4-40GB-MIG-1g.5gb", "A100 MIG 2g.10gb", "T4:2"),
    fc.stringMatching(/^[a-zA-Z0-9 -]{1,8}$/),
);

/** What an allow-list or a deny-list may hold. */
export const gpuPattern: fc.Arbitrary<GpuPattern> = fc.oneof(
    gpuName,
    fc.constantFrom("*", "nvidia *", "a100*", "*?", "t4", "*mig*"),
    fc.constantFrom<GpuPattern>(
        { family: "ampere" },
        { vendor: "nvidia", memory: ">=40" },
        { name: "*100*", year: "<2022" },
    ),
);

/** An app with any requirements. */
export const anyApp = fc
    .record(
        {
            tag: fc.constantFrom("a@1.0", "b@1.0", "c@1.0", "d"),
            gpu: fc.array(gpuName, { maxLength: 4 }),
            minMemory: fc.double({ min: 0, max: 100, noNaN: true }),
        },
        { requiredKeys: ["tag", "gpu"] },
    )
    .map(({ tag, ...requirements }) => appRecord(requirements, { tag }));
