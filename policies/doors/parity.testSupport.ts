import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { AppDefinition } from "bytenite-emulator";
import { app } from "../../dev/support/emulator";

/** Apps that many rules have something against, each something else. Credentials among them. */
export const DIVERSE_APPS: readonly AppDefinition[] = [
    app("fine", {
        version: "1.2",
        description: "Renders pictures at night",
        deviceRequirements: { minCpu: 2, minMemory: 16, gpu: ["tesla t4"] },
    }),
    app("forbidden", { deviceRequirements: { minCpu: 2, minMemory: 4, gpu: ["NVIDIA H100"] } }),
    app("unknown", { deviceRequirements: { minCpu: 64, gpu: ["quantum 9000", "T4", "tesla t4"] } }),
    app("bare", { deviceRequirements: null, platformConfig: null }),
    app("zero", { deviceRequirements: { minCpu: 0, minMemory: 0, gpu: [] } }),
    app("huge", { deviceRequirements: { minCpu: 1.5, minMemory: 512.25, gpu: [] } }),
    app("Odd_Name-1", { version: "0.10", entrypoint: "", platform: "other" }),
    app("private", {
        platformConfig: {
            container: "evil.example/x:latest",
            privateImage: true,
            username: "canary-user",
            token: "canary-registry-token",
            secrets: ["hf", "aws"],
        },
    }),
    app("foreign", { owner: "somebody", userName: "else", isPublic: true, status: "inactive" }),
    app("old", { updatedAt: "2020-01-01T00:00:00Z", hash: "changed" }),
    app("text", { description: 'a "quote", a \u001b[31mcolour, \u202e and 🚀\nanother line' }),
    app("two", { version: "1.0" }),
];

export const TAGS: readonly string[] = DIVERSE_APPS.map(
    ({ name, version }) => `${name}@${version}`,
);

/** A rules file with which nearly every rule finds something. */
export const STRICT_RULES = stringify({
    rules: {
        all: "advisory",
        "gpu-allowed": { enforcementLevel: "mandatory", allow: ["tesla t4"] },
        "gpu-count": { maximum: 2 },
        "gpu-family": { deny: ["hopper"] },
        "cpu-minimum": { minimum: 1 },
        "cpu-maximum": { maximum: 32 },
        "memory-minimum": { minimum: 4 },
        "memory-maximum": { maximum: 64 },
        "memory-with-gpu": { minimum: 8 },
        "memory-per-cpu": { minimum: 1, maximum: 16 },
        "description-required": { minimumLength: 3 },
        "hash-locked": { hashes: { "old@1.0": "before" }, requireLocked: true },
        "name-pattern": { pattern: "[a-z]+" },
        "owner-allowed": { allow: ["nobody"] },
        "user-name-allowed": { allow: ["emulator"] },
        "update-age": { maximumDays: 400 },
        "container-registry": { allow: ["docker.io/library"] },
        "container-secrets": { allow: ["hf"] },
        "stack-app-count": { maximum: 3 },
        "stack-cpu-total": { maximum: 3 },
        "stack-memory-total": { maximum: 3 },
        "stack-gpu-apps": { maximum: 1 },
    },
    waivers: [
        {
            rule: "gpu-known",
            app: "unknown@*",
            reason: "it is new",
            owner: "us",
            expires: "2027-01-01",
        },
        { rule: "status-allowed", app: "fine", reason: "none", owner: "us", expires: "2027-01-01" },
    ],
});

/** Writes the manifests by which ByteNite would have these apps, each into a folder of its own. */
export function writeManifests(folder: string, apps: readonly AppDefinition[]): void {
    for (const [index, { name, version, ...given }] of apps.entries()) {
        const { minCpu, minMemory, gpu } = given.deviceRequirements ?? {};
        const { container, privateImage, username, token, secrets } = given.platformConfig ?? {};
        const manifest = {
            name,
            version,
            description: given.description,
            platform: given.platform ?? "docker",
            entrypoint: given.entrypoint ?? "main.py",
            ...(given.deviceRequirements && {
                device_requirements: { min_cpu: minCpu, min_memory: minMemory, gpu },
            }),
            platform_config: {
                ...{ container, username, token, secrets },
                private_image: privateImage,
            },
        };
        const of = join(folder, `app-${index}`);
        mkdirSync(of, { recursive: true });
        writeFileSync(join(of, "manifest.json"), JSON.stringify(manifest, undefined, 2));
    }
}
