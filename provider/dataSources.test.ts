import * as pulumi from "@pulumi/pulumi";
import { startEmulator, type Emulator } from "bytenite-emulator";
import {
    getApp,
    getAppOutput,
    getApps,
    getAppsOutput,
    getAppStatus,
    getAppStatusOutput,
    LookUpError,
    type Settings,
} from "./index";

const valueOf = <T>(output: pulumi.Output<T>) =>
    new Promise<T>((resolve) => void output.apply(resolve));

describe("the data sources", () => {
    let emulator: Emulator;
    let opts: { settings: Settings };
    beforeAll(async () => {
        await pulumi.runtime.setMocks({
            newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
            call: () => ({}),
        });
    });
    beforeEach(async () => {
        emulator = await startEmulator({
            accessTokens: ["CANARY-token"],
            catalogue: {
                apps: [
                    {
                        name: "render",
                        isPublic: true,
                        versions: [{ version: "1.9" }, { version: "1.10", status: "inactive" }],
                        deviceRequirements: { minMemory: 8, gpu: ["tesla t4"] },
                        platformConfig: { username: "CANARY-user", token: "CANARY-registry" },
                    },
                    { name: "zip", version: "0.1" },
                ],
            },
        });
        const settings = { endpoint: emulator.url, accessToken: "CANARY-token", retries: 0 };
        opts = { settings };
    });
    afterEach(() => emulator.close());

    it("getApp gives the record of the app, and no credential", async () => {
        const app = await getApp({ tag: "render@1" }, opts);
        expect(app).toMatchObject({
            schemaVersion: 1,
            tag: "render@1",
            name: "render",
            version: "1.10",
            status: "inactive",
            deviceRequirements: { minMemory: 8, gpu: ["tesla t4"] },
            hasRegistryCredentials: true,
        });
        expect(JSON.stringify(app)).not.toContain("CANARY");
    });

    it("getAppOutput takes a tag that is an output", async () => {
        const tag = pulumi.output(Promise.resolve("render@1.9"));
        expect(await valueOf(getAppOutput({ tag }, opts))).toEqual(
            await getApp({ tag: "render@1.9" }, opts),
        );
        expect(await valueOf(getAppOutput({ tag: "zip" }, opts).deviceRequirements.gpu)).toEqual(
            [],
        );
    });

    it("getApps gives every version with its own tag, in order", async () => {
        const tags = async (...args: Parameters<typeof getApps>) =>
            (await getApps(...args)).map(({ tag }) => tag);
        expect(await tags({}, opts)).toEqual(["render@1.9", "render@1.10", "zip@0.1"]);
        expect(await tags(undefined, opts)).toHaveLength(3);
        expect(await tags({ isPublic: true, status: "active" }, opts)).toEqual(["render@1.9"]);
        expect(await tags({ gpu: "NVIDIA T4", limit: 1 }, opts)).toEqual(["render@1.9"]);
        expect(await tags({ name: "nothing" }, opts)).toEqual([]);
    });

    it("getApps asks once for what it filters by itself", async () => {
        await Promise.all([
            getApps({ name: "render" }, opts),
            getApps({ status: "active" }, opts),
            getApps({ limit: 0 }, opts),
        ]);
        expect(emulator.countRequests("getApps")).toBe(1);
    });

    it("getAppsOutput takes arguments that are outputs", async () => {
        const found = getAppsOutput({ name: pulumi.output("z*"), limit: pulumi.output(1) }, opts);
        expect((await valueOf(found)).map(({ tag }) => tag)).toEqual(["zip@0.1"]);
        expect(await valueOf(getAppsOutput({}, opts))).toHaveLength(3);
    });

    it("getAppStatus gives the state of the app", async () => {
        const status = { tag: "render", status: "inactive", message: "inactive" };
        expect(await getAppStatus({ tag: "render" }, opts)).toEqual(status);
        const tag = pulumi.output("render");
        expect(await valueOf(getAppStatusOutput({ tag }, opts))).toEqual(status);
    });

    it("share what they look up", async () => {
        await Promise.all([
            getApp({ tag: "zip" }, opts),
            getAppStatus({ tag: "zip" }, opts),
            valueOf(getAppOutput({ tag: "zip" }, opts)),
        ]);
        expect(emulator.countRequests("getAppByTag")).toBe(1);
    });

    it.each<[string, () => Promise<unknown>, string, RegExp]>([
        [
            "a missing app",
            () => getApp({ tag: "nothing" }, opts),
            "NOT_FOUND",
            /There is no app for the tag "nothing"/,
        ],
        [
            "a bad tag",
            () => getApp({ tag: "a/b" }, opts),
            "INVALID_TAG",
            /^The name in the tag "a\/b" contains "\/"/,
        ],
        [
            "no tag",
            () => getAppStatus({} as { tag: string }, opts),
            "INVALID_TAG",
            /^The tag must be text, not undefined/,
        ],
        [
            "a bad limit",
            () => getApps({ limit: -1 }, opts),
            "INVALID_ARGUMENT",
            /^getApps: limit must be/,
        ],
        [
            "missing credentials",
            () => getApps({}, { settings: {} }),
            "MISSING_CREDENTIALS",
            /There are no ByteNite credentials/,
        ],
        [
            "a wrong token",
            () => getApps({}, { settings: { ...opts.settings, accessToken: "CANARY-wrong" } }),
            "UNAUTHENTICATED",
            /The credentials were refused when asking for the list of apps/,
        ],
    ])("fail on %s with a code, a message and no stack", async (_what, ask, code, message) => {
        const environment = { ...process.env };
        process.env = { BYTENITE_CREDENTIALS_FILE: "/nonexistent/credentials.json" };
        const error: unknown = await ask().catch((reason: unknown) => reason);
        process.env = environment;
        expect(error).toBeInstanceOf(LookUpError);
        expect(pulumi.RunError.isInstance(error)).toBe(true);
        const { stack, ...shown } = error as LookUpError;
        expect(shown).toMatchObject({ code });
        expect((error as Error).message).toMatch(message);
        expect((error as Error).message).toMatch(new RegExp(` \\[${code}\\]$`));
        expect(stack).toBe((error as Error).message);
        expect((error as Error).message).not.toContain("CANARY");
    });
});
