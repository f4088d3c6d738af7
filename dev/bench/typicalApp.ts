import type { AppDefinition } from "bytenite-emulator";
import { appFacts, toAppRecord, type AppRecord } from "bytenite-core/model";

/** One app in so many breaks some rules, as in a catalogue that is looked after. */
const OFFENDERS_APART = 20;

/** The facts of the app number `index`: those of the example in ByteNite's documentation, with more memory. */
function typicalRecord(index: number): AppRecord {
    const isOffender = index % OFFENDERS_APART === 0;
    const facts = appFacts({
        id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
        name: `app-${index}`,
        version: "1.0",
        owner: "5e1f0c3a-7d42-4b8e-9a16-2f6d8c4b1e70",
        userName: "alice",
        status: "active",
        deviceRequirements: {
            minCpu: 4,
            minMemory: isOffender ? 128 : 16,
            gpu: isOffender ? ["NVIDIA H100"] : ["tesla t4", "nvidia a100-sxm4-40gb"],
        },
        createdAt: "2025-10-30T16:39:50.151Z",
        updatedAt: "2025-10-30T16:39:50.151Z",
        platform: "docker",
        platformConfig: {
            container: isOffender ? "python:latest" : "python:3.12",
            privateImage: false,
            secrets: [],
        },
        hash: "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
        link: `https://storage.example/apps/app-${index}/1.0/app.zip`,
        entrypoint: "main.py",
        revision: "7",
        description: "Converts videos",
    });
    return toAppRecord(`app-${index}@1.0`, facts);
}

/** The facts of so many apps. */
export function typicalRecords(count: number): AppRecord[] {
    return Array.from({ length: count }, (_, index) => typicalRecord(index));
}

/** The same apps as the emulator serves them. */
export function typicalApps(count: number): AppDefinition[] {
    return typicalRecords(count).map(
        ({ schemaVersion, tag, hasRegistryCredentials, ...definition }) => definition,
    );
}
