import { useReaders } from "./readers.testSupport";

describe("offline", () => {
    const { byteNite, reader, offline } = useReaders();
    it("gives every fact without a request", async () => {
        const live = reader("update");
        const tags = ["render", "render@1", "train@1.0"];
        const facts = await Promise.all(tags.map((tag) => live.getApp(tag)));
        byteNite.emulator.clearRequests();

        expect(await Promise.all(tags.map((tag) => offline().getApp(tag)))).toEqual(facts);
        expect(await offline().getApps({})).toEqual([facts[0], facts[2]]);
        expect(await offline().getApps({ isPublic: true })).toEqual([facts[0]]);
        expect(await offline().getAppStatus("render@1")).toEqual({
            tag: "render@1",
            status: "active",
            message: "",
        });
        expect(byteNite.emulator.countRequests()).toBe(0);
    });

    it("has nothing for other tags, for texts that are none, and for registries", async () => {
        await reader("update").getApp("render");
        const code = (wanted: string) => expect.objectContaining({ code: wanted }) as Error;
        await expect(offline().getApp("train")).rejects.toEqual(code("LOCK_MISSING"));
        await expect(offline().getAppStatus("train")).rejects.toEqual(code("LOCK_MISSING"));
        await expect(offline().getApp("toString")).rejects.toEqual(code("LOCK_MISSING"));
        await expect(offline().getApp("a b")).rejects.toEqual(code("INVALID_TAG"));
        await expect(offline().getEveryApp()).rejects.toEqual(code("LOCK_OFFLINE"));
        await expect(offline().getRegistryCredentials("render")).rejects.toEqual(
            code("LOCK_OFFLINE"),
        );
        await expect(offline().getRegistryCredentials("render")).rejects.toThrow(
            "set lock to frozen in place of offline",
        );
    });
});

describe("without a lock file", () => {
    const { reader, offline } = useReaders();
    it.each([
        ["frozen", () => reader("frozen")],
        ["offline", () => offline()],
    ])("%s: needs the file", async (_mode, open) => {
        const failure = { code: "LOCK_INVALID" };
        await expect(open().getApp("render")).rejects.toMatchObject(failure);
        await expect(open().getApps({})).rejects.toMatchObject(failure);
        await expect(open().getApp("render")).rejects.toThrow(
            /^There is no lock file .*bytenite\.lock\.json\. Restore it from version control, set lockFile to its path, or look the apps up with lock=update, which writes it\.$/,
        );
    });
});
