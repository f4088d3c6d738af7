import { runtime, type dynamic } from "@pulumi/pulumi";
import { startEmulator, type Emulator } from "bytenite-emulator";
import * as provider from "./appProvider";
import { FACT_NAMES, type AppOutputs } from "./appInputs";

const API_KEY = "canary-key-of-the-provider";

const CATALOGUE = {
    apps: [{ name: "render", version: "1.0", deviceRequirements: { gpu: ["t4"] } }],
};

describe("what the engine calls", () => {
    let emulator: Emulator;
    let state: AppOutputs;

    function configure(settings: Record<string, string>): void {
        const config = { get: (key: string) => settings[key] } as dynamic.Config;
        // Not awaited: the engine may call the rest before the promise settles.
        void provider.configure({ config });
    }

    const readApp = (id: string, olds: AppOutputs) =>
        provider.read(id, olds) as Promise<{ id: string; props: unknown; inputs: unknown }>;

    beforeAll(async () => {
        emulator = await startEmulator({
            apiKeys: [API_KEY],
            catalogue: CATALOGUE,
        });
        configure({ "bytenite:endpoint": emulator.url, "bytenite:apiKey": API_KEY });
        const { props } = await readApp("render", { endpoint: emulator.url } as AppOutputs);
        state = { tag: "render", ...(props as object) } as AppOutputs;
    });

    beforeEach(() => {
        emulator.faults = [];
        emulator.clearRequests();
        configure({
            "bytenite:endpoint": emulator.url,
            "bytenite:apiKey": API_KEY,
            "bytenite:retries": "0",
        });
    });

    afterAll(() => emulator.close());

    describe("check", () => {
        const lookedUp = () => {
            const { endpoint: _endpoint, ...facts }: AppOutputs = state;
            return facts;
        };
        const check = (changed: object, found: unknown = lookedUp()) => {
            const news = { ...state, lookedUp: found, ...changed };
            return provider.check(undefined, news as never);
        };

        test("what was looked up is not kept where it is what arrives", async () => {
            expect(await check({})).toEqual({ inputs: state });
        });

        test.each(FACT_NAMES)("tells the real %s where another one arrives", async (name) => {
            const { inputs } = await check({ [name]: "kept" });
            expect(inputs).toEqual({ ...state, [name]: "kept", lookedUp: { [name]: state[name] } });
        });

        test("tells a fact that was taken out", async () => {
            const { inputs } = await check({ status: undefined });
            expect(inputs?.lookedUp).toEqual({ status: state.status });
        });

        test.each([undefined, null, false, "", {}, []])(
            "says so where %j arrives in place of what was looked up",
            async (found) => {
                const result = await provider.check(undefined, {
                    ...state,
                    lookedUp: found,
                } as never);
                expect(result).toEqual({ inputs: { ...state, lookedUp: false } });
            },
        );

        test("passes on what is not known in a preview", async () => {
            const unknown = runtime.unknownValue;
            expect(await check({ tag: unknown, status: unknown }, unknown)).toEqual({
                inputs: { ...state, tag: unknown, status: unknown },
            });
        });

        test("refuses the facts of another tag", async () => {
            const { failures } = await check({ tag: "other" });
            expect(failures).toEqual([
                {
                    property: "tag",
                    reason: expect.stringContaining(
                        'looked up by "render", but the tag that arrives is "other"',
                    ) as string,
                },
            ]);
        });

        const unknown = runtime.unknownValue;
        test.each<[what: string, changed: object, found: unknown, isRefused: boolean]>([
            ["the app's status", { requireStatus: "active" }, undefined, false],
            ["no status", { requireStatus: undefined }, undefined, false],
            ["no status, as a secret", { requireStatus: null }, undefined, false],
            ["a status that is not known yet", { requireStatus: unknown }, undefined, false],
            ["another status", { requireStatus: "inactive" }, undefined, true],
            ["a status of no app", { requireStatus: "" }, undefined, true],
            ["no text", { requireStatus: 5 }, undefined, true],
            ["a status that is kept", { requireStatus: "x", status: "x" }, undefined, true],
            ["another status of what nobody knows", { requireStatus: "x" }, unknown, false],
            ["another status of what nobody can tell", { requireStatus: "x" }, false, false],
        ])("a transform may require %s, or not", async (_what, changed, found, isRefused) => {
            const { failures = [] } = await check(changed, found);
            const reason = expect.stringMatching(
                /^The app "render" has the status "active", but ".*" is required\. .* \[STATUS_MISMATCH\]$/,
            ) as string;
            expect(failures).toEqual(isRefused ? [{ property: "requireStatus", reason }] : []);
        });

        test("refuses waitFor, which nothing would look at any more", async () => {
            const { failures } = await check({ waitFor: 60, requireStatus: "x" });
            expect(failures?.map(({ property }) => property)).toEqual(["waitFor", "requireStatus"]);
            expect(await check({ waitFor: null })).not.toHaveProperty("failures");
        });

        test("what policies alone see is no output", async () => {
            const { inputs } = await check({ status: "kept" });
            const outputs = { ...state, status: "kept" };
            const created = await provider.create(inputs as never);
            expect(created.outs).toEqual(outputs);
            const updated = await provider.update("render", {}, inputs as never);
            expect(updated.outs).toEqual(outputs);
        });
    });

    test("diff: nothing", async () => {
        expect(await provider.diff("render", state, { ...state })).toEqual({
            changes: false,
            replaces: [],
        });
    });

    test.each([
        ["status", "inactive"],
        ["deviceRequirements", { gpu: ["t4", "l4"] }],
        ["hash", "other"],
        ["revision", "2"],
        ["version", "1.1"],
        ["platformConfig", { container: "other", privateImage: false, secrets: [] }],
        ["hasRegistryCredentials", true],
        ["endpoint", "https://elsewhere.example/v1"],
        ["requireStatus", "active"],
    ])("diff: another %s is an update", async (name, value) => {
        expect(await provider.diff("render", state, { ...state, [name]: value })).toEqual({
            changes: true,
            replaces: [],
        });
    });

    test("diff: another tag is a replacement", async () => {
        expect(await provider.diff("render", state, { ...state, tag: "render@1" })).toEqual({
            changes: true,
            replaces: ["tag"],
        });
    });

    test("create, update and delete ask nothing", async () => {
        expect(await provider.create(state)).toEqual({ id: "render", outs: state });
        expect(await provider.update("render", {}, state)).toEqual({ outs: state });
        await provider.delete();
        expect(emulator.countRequests()).toBe(0);
    });

    test("read: takes the facts over into inputs and outputs", async () => {
        const stale = { ...state, status: "stale", requireStatus: "active" };

        const { id, props, inputs } = await readApp("render", stale);

        expect(id).toBe("render");
        expect(props).toEqual({ ...state, requireStatus: "active" });
        expect(inputs).toEqual(props);
    });

    test("read: an app that is gone has no id", async () => {
        expect((await provider.read("missing", state)).id).toBe("");
    });

    test.each([
        [503, "SERVER_ERROR"],
        [403, "FORBIDDEN"],
        [401, "UNAUTHENTICATED"],
    ])("read: %i says why, and that the state stays", async (status, code) => {
        emulator.faults = [{ operation: "getAppByTag", status }];

        const errors = await Promise.all(
            [1, 2].map(() => provider.read("render", state).catch((error: Error) => error)),
        );

        for (const error of errors) {
            expect(error).toMatchObject({ code, stack: "" });
            const { message } = error as Error;
            expect(message.split("keeps its last known state.")).toHaveLength(2);
            expect(message).not.toContain(API_KEY);
        }
    });

    test("read: a cause that many apps have in common is explained once", async () => {
        emulator.faults = [{ operation: "getAppByTag", status: 401 }];
        const messageOf = (id: string) =>
            provider.read(id, state).catch((error: Error) => error.message);

        expect(await messageOf("render")).toContain("Check that the API key");
        expect(await messageOf("other")).toBe(
            'The app "other" keeps its last known state, for the same reason as "render". [UNAUTHENTICATED]',
        );
        expect(await messageOf("render")).toContain("Check that the API key");
    });

    test("read: an endpoint that the app was not read from gets no request", async () => {
        const elsewhere = { ...state, endpoint: "https://elsewhere.example/v1" };

        await expect(provider.read("render", elsewhere)).rejects.toThrow(
            `"render" was read from https://elsewhere.example/v1, but the settings of this run name ${emulator.url}.`,
        );
        expect(emulator.countRequests()).toBe(0);
    });
});
