const app = {
    id: "11111111-1111-4111-8111-111111111111",
    name: "render",
    version: "1.0",
    owner: "owner",
    status: "active",
    deviceRequirements: { minCpu: 2, minMemory: 16, gpu: ["tesla t4"] },
    isPublic: false,
    createdAt: "2025-10-30T16:39:50.151Z",
    updatedAt: "2025-10-30T16:39:50.151Z",
    platform: "docker",
    hash: "hash",
    link: "https://example.com/a.tar",
    platformConfig: { container: "c", privateImage: true, username: "u", token: "t", secrets: [] },
    entrypoint: "main.py",
    revision: "7",
    description: "",
    userName: "alice",
};
/** Ordinary answers of ByteNite. */
export const BODIES = {
    app: { app },
    list: { apps: [app], pagination: { total: 1, offset: 0, hasPrevious: false, hasNext: false } },
    status: { ok: true, requestId: "", message: "", error: null },
    token: { token: "token", expiresIn: "3600", scope: "" },
};

/** What an answer is about. */
export type Kind = keyof typeof BODIES;
