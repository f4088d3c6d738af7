import type { Emulator } from "bytenite-emulator";
import { getApp, getApps, getAppStatus, LookUpError } from "pulumi-bytenite";
import { API_KEY, app, startTestEmulator } from "../dev/support/emulator";
import { Prism } from "../dev/support/prism";

const RANDOM_ANSWERS = 60;

describe("the client against Prism, which answers by the OpenAPI document", () => {
    let prism: Prism;
    let random: Prism;

    beforeAll(async () => {
        [prism, random] = await Promise.all([Prism.mock(), Prism.mock("--dynamic")]);
    });
    afterAll(() => Promise.all([prism.stop(), random.stop()]));

    const against = ({ url }: Prism, key = "key") => ({
        settings: { endpoint: url, apiKey: key, retries: 0 },
    });

    test("its requests are those of the document, and the document's examples are read", async () => {
        const app = await getApp({ tag: "video-transcoding@1.0" }, against(prism));
        expect(app).toMatchObject({
            tag: "video-transcoding@1.0",
            name: "video-transcoding",
            version: "1.0",
            revision: "7",
            createdAt: "2025-10-30T16:39:50.151Z",
            deviceRequirements: {
                minCpu: 1,
                minMemory: 2,
                gpu: ["tesla t4", "nvidia a100-sxm4-40gb"],
            },
            hasRegistryCredentials: true,
        });
        expect(app).not.toHaveProperty("platformConfig.token");
        expect(
            await getApps({ isPublic: true, orderBy: "createdAt" }, against(prism)),
        ).toHaveLength(1);
        expect(await getAppStatus({ tag: "video-transcoding" }, against(prism))).toMatchObject({
            status: "active",
        });
        expect(prism.violations()).toEqual([]);
    });

    test("whatever the document allows is an app, or an error that names the field", async () => {
        const outcomes = { read: 0, refused: 0 };
        for (let number = 0; number < RANDOM_ANSWERS; number += 1) {
            // Another tag each time, since an answer is remembered; an access token, since a random one expires.
            const settings = { endpoint: random.url, accessToken: "token", retries: 0 };
            const read = await getApp({ tag: `app-${number}` }, { settings }).then(
                (found) => {
                    expect(typeof found.id).toBe("string");
                    return true;
                },
                (error: unknown) => {
                    expect(error).toBeInstanceOf(LookUpError);
                    expect((error as LookUpError).code).toBe("INVALID_RESPONSE");
                    expect((error as LookUpError).message).toMatch(/: app[.a-zA-Z]* /);
                    return false;
                },
            );
            outcomes[read ? "read" : "refused"] += 1;
        }
        expect(outcomes.read + outcomes.refused).toBe(RANDOM_ANSWERS);
    });
});

describe("the emulator behind Prism, which checks its answers by the OpenAPI document", () => {
    let emulator: Emulator;
    let prism: Prism;

    beforeAll(async () => {
        ({ emulator } = await startTestEmulator([
            app("full", {
                owner: "b7aac91d-7e62-4923-898f-5c6d9ea48927",
                description: "Ünïcode \u{1F680}",
                deviceRequirements: { minCpu: 2.5, minMemory: 16, gpu: ["tesla t4"] },
            }),
            app("other"),
        ]));
        prism = await Prism.proxy(emulator.url);
    });
    afterAll(async () => {
        await prism.stop();
        await emulator.close();
    });

    const settings = () => ({ endpoint: prism.url, apiKey: API_KEY, retries: 0 });

    test("every answer is one of the document", async () => {
        expect(await getApp({ tag: "full" }, { settings: settings() })).toMatchObject({
            description: "Ünïcode \u{1F680}",
            deviceRequirements: { minCpu: 2.5 },
        });
        expect(await getApps({}, { settings: settings() })).toHaveLength(2);
        expect(await getAppStatus({ tag: "other" }, { settings: settings() })).toMatchObject({
            status: "active",
        });
        await expect(getApp({ tag: "missing" }, { settings: settings() })).rejects.toMatchObject({
            code: "NOT_FOUND",
        });
        await expect(
            getApp({ tag: "full" }, { settings: { ...settings(), apiKey: "wrong" } }),
        ).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
        // ByteNite was seen to send null for what is unset, which its published types don't mention.
        expect([...new Set(prism.violations())]).toEqual([
            "response.body.error Response body property error must be object",
        ]);
        expect(emulator.countRequests()).toBeGreaterThan(5);
    });
});
