import * as pulumi from "@pulumi/pulumi";
import { startEmulator, type Emulator } from "bytenite-emulator";
import { App, AppSelection, getApp, getAppOutput, getApps, getAppsOutput } from "./index";
import { getAppStatus, getAppStatusOutput } from "./index";
import { useTestCatalogue } from "./testing";

const tag = "render";
const versionOf = (known: object) => (known as { version: string }).version;

/** Each way to look an app up, and what it finds in the inner catalogue: the version, or the status that tells it. */
const LOOK_UPS: [what: string, lookUp: () => pulumi.Input<string>, found: string][] = [
    ["App", () => new App("render", { tag }).version, "2.0"],
    [
        "App.record",
        () => new App("recorded", { tag }).record({ includeReadTime: true }).apply(versionOf),
        "2.0",
    ],
    ["AppSelection", () => new AppSelection("all").apps.apply(firstVersion), "2.0"],
    [
        "AppSelection.records",
        () => new AppSelection("read").records({ includeReadTime: true }).apply(firstVersion),
        "2.0",
    ],
    ["getApp", () => getApp({ tag }).then(versionOf), "2.0"],
    ["getAppOutput", () => getAppOutput({ tag }).version, "2.0"],
    ["getApps", () => getApps().then(firstVersion), "2.0"],
    ["getAppsOutput", () => getAppsOutput().apply(firstVersion), "2.0"],
    ["getAppStatus", () => getAppStatus({ tag }).then(({ status }) => status), "of 2.0"],
    ["getAppStatusOutput", () => getAppStatusOutput({ tag }).status, "of 2.0"],
];

function firstVersion(apps: object): string {
    return versionOf((Object.values(apps) as object[])[0] ?? {});
}

/** The apps of a catalogue with one of this version. */
const only = (version: string) => [{ name: tag, version, status: `of ${version}` }];

let emulator: Emulator;
const environment = process.env;

const deploy = () =>
    pulumi.runtime.setMocks({
        newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
        call: () => ({}),
    });

/** What a look-up finds. */
const resultOf = (found: pulumi.Input<string>): Promise<string> =>
    new Promise((resolve) => pulumi.output(found).apply(resolve));

beforeAll(async () => {
    emulator = await startEmulator({
        apiKeys: ["of-a-developer"],
        catalogue: { apps: [{ name: tag, version: "9.0", status: "of ByteNite" }] },
    });
    process.env = {
        ...environment,
        BYTENITE_ENDPOINT: emulator.url,
        BYTENITE_API_KEY: "of-a-developer",
    };
});
beforeEach(async () => {
    emulator.clearRequests();
    await deploy();
});
afterAll(async () => {
    process.env = environment;
    await emulator.close();
});

describe.each(LOOK_UPS)("%s", (_what, lookUp, found) => {
    it("looks up in the catalogue that it was made under, after this was undone", async () => {
        const undoOuter = useTestCatalogue(only("1.0"));
        const undoInner = useTestCatalogue(only("2.0"));
        const pending = resultOf(lookUp());
        undoInner();
        undoOuter();
        expect(await pending).toBe(found);
        expect(emulator.countRequests()).toBe(0);
    });

    it("has the outer catalogue again when the inner one is undone", async () => {
        const undoOuter = useTestCatalogue(only("1.0"));
        useTestCatalogue(only("2.0"))();
        expect(await resultOf(lookUp())).toBe(found.replace("2.0", "1.0"));
        undoOuter();
        expect(emulator.countRequests()).toBe(0);
    });
});

// What an output that nobody handles rejects with ends the test: test/packedPackages.test.ts has an App.
it.each(LOOK_UPS.filter(([what]) => /^get(App|Apps|AppStatus)$/.test(what)))(
    "%s asks nobody if it begins after the last was undone, until the next deployment",
    async (_what, lookUp) => {
        useTestCatalogue(only("1.0"))();
        await expect(lookUp()).rejects.toMatchObject({ code: "CANCELLED" });
        expect(emulator.countRequests()).toBe(0);

        await deploy();
        expect(await lookUp()).toMatch(/9\.0|of ByteNite/);
        expect(emulator.countRequests()).toBeGreaterThan(0);
    },
);

it("tells what to do, once for all that began too late", async () => {
    useTestCatalogue(only("1.0"))();
    const failed = await Promise.allSettled([getApp({ tag }), getApps()]);
    expect(failed.map((each) => (each as PromiseRejectedResult).reason as Error)).toEqual([
        expect.objectContaining({
            message:
                "The test catalogue was undone before this look-up began, and ByteNite is not asked in its place: " +
                "await the outputs before you undo it. One more look-up failed for the same reason. [CANCELLED]",
        }),
        expect.objectContaining({
            message: expect.stringMatching(/for the same reason as/) as string,
        }),
    ]);
});

it("keeps the catalogue that was not undone, whatever the order", async () => {
    const undoOuter = useTestCatalogue(only("1.0"));
    const undoInner = useTestCatalogue(only("2.0"));
    undoOuter();
    undoOuter();
    expect((await getApp({ tag })).version).toBe("2.0");
    undoInner();
    await expect(getApp({ tag })).rejects.toMatchObject({ code: "CANCELLED" });
});
