import { getApp, getApps, getAppStatus } from "./dataSources";
import { useTestCatalogue } from "./testing";

describe("useTestCatalogue", () => {
    let restore: () => void;
    beforeEach(() => {
        restore = useTestCatalogue([
            { name: "render", version: "1.10" },
            { name: "render", version: "1.9", isPublic: true },
            { name: "render", version: "2.0", status: "inactive" },
            { name: "about", version: "0.1", deviceRequirements: { minCpu: 1, gpu: ["t4"] } },
        ]);
    });
    afterEach(() => restore());

    it.each([
        ["render", "2.0"],
        ["render@1", "1.10"],
        ["render@1.9", "1.9"],
        ["about@0", "0.1"],
    ])("finds the highest version for %s", async (tag, version) => {
        expect((await getApp({ tag })).version).toBe(version);
    });

    it("gives what it was given, and plausible values for the rest", async () => {
        expect(await getApp({ tag: "about" })).toMatchObject({
            id: "about@0.1",
            status: "active",
            deviceRequirements: { minCpu: 1, gpu: ["t4"] },
            platform: "docker",
        });
    });

    it("lists apps as the API does", async () => {
        const tags = (await getApps()).map(({ tag }) => tag);
        expect(tags).toEqual(["about@0.1", "render@1.9", "render@1.10", "render@2.0"]);
        expect((await getApps({ isPublic: true })).map(({ tag }) => tag)).toEqual(["render@1.9"]);
        expect((await getAppStatus({ tag: "render" })).status).toBe("inactive");
    });

    it.each(["nothing", "render@3", "render@1.1"])("does not find %s", async (tag) => {
        await expect(getApp({ tag })).rejects.toMatchObject({
            code: "NOT_FOUND",
            message: `There is no app for the tag "${tag}" in the test catalogue. [NOT_FOUND]`,
        });
    });

    it("refuses what is no tag, as the client does", async () => {
        await expect(getApp({ tag: "a/b" })).rejects.toMatchObject({ code: "INVALID_TAG" });
        await expect(getAppStatus({ tag: "" })).rejects.toMatchObject({ code: "INVALID_TAG" });
    });

    it("is in place of every connection, until it is undone", async () => {
        await expect(
            getApp({ tag: "about" }, { settings: { timeout: -1 } }),
        ).resolves.toBeDefined();
        restore();
        await expect(
            getApp({ tag: "about" }, { settings: { timeout: -1, apiKey: "k" } }),
        ).rejects.toMatchObject({ code: "INVALID_SETTING" });
    });
});
