import { useEmulator } from "../testing/harness";

describe("GET /apps/{appTag}/status", () => {
    const server = useEmulator({
        catalogue: {
            apps: [
                {
                    name: "idle",
                    versions: [{ version: "1.0" }, { version: "1.1", status: "inactive" }],
                },
            ],
        },
    });

    it.each([
        ["idle@1.0", "active"],
        ["idle", "inactive"],
        ["idle%401", "inactive"],
    ])("tells the status of %s: %s", async (tag, status) => {
        const { body } = await server.call(`/dev/apps/${tag}/status`);
        expect(body).toEqual({ ok: true, requestId: "emulator-1", message: status, error: null });
    });

    it.each([
        ["idle@2", 404],
        ["idle@x", 400],
        ["", 400],
    ])("answers to the tag %s with %d", async (tag, status) => {
        expect((await server.call(`/dev/apps/${tag}/status`)).status).toBe(status);
    });
});
