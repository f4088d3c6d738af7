import { APP_FACTS } from "bytenite-core/model";
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
        ).rejects.toMatchObject({ code: "CANCELLED" });
    });
});

describe("the apps of a catalogue", () => {
    it("are completed fact by fact, also where one is undefined", async () => {
        const restore = useTestCatalogue([
            {
                name: "render",
                version: "1.0",
                deviceRequirements: { minMemory: 4 },
                platformConfig: { secrets: ["key"] },
                ...({ status: undefined } as object),
            },
        ]);
        expect(await getApp({ tag: "render" })).toMatchObject({
            deviceRequirements: { minMemory: 4, gpu: [] },
            platformConfig: { container: "", privateImage: false, secrets: ["key"] },
            status: "active",
        });
        restore();
    });

    const refusal = (apps: unknown): unknown => {
        try {
            useTestCatalogue(apps as never);
        } catch (error) {
            return error;
        }
        return undefined;
    };

    it("are refused with each mistake that is in them", () => {
        const apps = [
            { name: "render", version: "1.0", isPublick: true },
            { name: "about", version: 1.1, deviceRequirements: { gpu: "t4" } },
        ];
        expect(refusal(apps)).toMatchObject({
            code: "INVALID_ARGUMENT",
            message: [
                "useTestCatalogue can't take these apps:",
                `apps[0] has no fact "isPublick", only ${Object.keys(APP_FACTS).join(", ")}`,
                'apps[1].version must be a text of the form major.minor, for example "1.0", but is 1.1',
                'apps[1].deviceRequirements.gpu must be a list of texts, but is "t4" [INVALID_ARGUMENT]',
            ].join("\n  "),
        });
    });

    it("are refused with 20 mistakes at most, and how many more there are", () => {
        const apps = Array.from({ length: 22 }, () => ({ name: "render", version: 1 }));
        const { message } = refusal(apps) as Error;
        expect(message.split("\n").slice(-2)).toEqual([
            expect.stringMatching(/^ {2}apps\[19\]\.version/),
            "  and 2 more [INVALID_ARGUMENT]",
        ]);
    });

    it.each([[undefined], [{ name: "render", version: "1.0" }], ["render"]])(
        "are a list: %j is refused, and no catalogue then",
        async (apps) => {
            expect((refusal(apps) as Error).message).toContain("apps must be a list, but is ");
            await expect(getApp({ tag: "render" })).rejects.toMatchObject({ code: "CANCELLED" });
        },
    );
});
