/** Settings of rules with which most apps, and all strange ones, are at odds. */
export const SOME_SETTINGS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    "gpu-allowed": { allow: ["t4"], deny: ["h100"] },
    "gpu-family": { allow: ["turing"] },
    "gpu-first-choice": { allow: ["t4"] },
    "gpu-forbidden": { apps: ["*"] },
    "gpu-vram-minimum": { minimum: 999 },
    "owner-allowed": { allow: ["nobody"] },
    "user-name-allowed": { allow: ["nobody"] },
    "status-allowed": { allow: ["active"] },
    "name-pattern": { pattern: "never" },
    "container-registry": { allow: ["registry.example"] },
    "container-secrets": { allow: [] },
    "platform-allowed": { allow: ["docker"] },
    "hash-locked": { requireLocked: true },
    "memory-minimum": { minimum: 99 },
    "cpu-minimum": { minimum: 99 },
    "stack-app-count": { maximum: 0 },
};
