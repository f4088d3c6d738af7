import type { AppDefinition } from "bytenite-emulator";
import { API_KEY, useEmulator } from "./emulatedClient.testSupport";
import { useNoRetryDelays } from "./transport/retryDelays.testSupport";

const apps: AppDefinition[] = [
    {
        name: "img-gen",
        versions: [{ version: "1.9" }, { version: "1.10" }, { version: "2.0", status: "inactive" }],
    },
    {
        name: "llama",
        version: "1.0",
        deviceRequirements: { minCpu: 0.5, minMemory: 16, gpu: ["nvidia a100-sxm4-40gb"] },
        platformConfig: { container: "llama:1", username: "u", token: "t", privateImage: true },
        revision: "9007199254740993",
    },
];

describe("getApp", () => {
    const server = useEmulator({ catalogue: { apps } });
    useNoRetryDelays();

    it("gives the facts of the app that the tag names", async () => {
        expect(await server.connect().getApp("llama@1.0")).toMatchObject({
            name: "llama",
            version: "1.0",
            deviceRequirements: { minCpu: 0.5, minMemory: 16, gpu: ["nvidia a100-sxm4-40gb"] },
            platformConfig: { container: "llama:1", privateImage: true, secrets: [] },
            hasRegistryCredentials: true,
            revision: "9007199254740993",
        });
    });

    it.each([
        ["img-gen", "2.0"],
        ["img-gen@1", "1.10"],
        ["img-gen@1.9", "1.9"],
    ])("leaves it to ByteNite what %s means", async (tag, version) => {
        expect((await server.connect().getApp(tag)).version).toBe(version);
    });

    it("asks once for each tag, however many ask, at once or later", async () => {
        const client = server.connect();
        const many = Array.from({ length: 50 }, () => client.getApp("img-gen@1.9"));
        const found = await Promise.all([
            ...many,
            client.getApp("llama"),
            client.getApp("img-gen"),
        ]);
        await client.getApp("img-gen@1.9");
        expect(new Set(found).size).toBe(3);
        expect(server.emulator.countRequests("getAppByTag")).toBe(3);
        expect(server.emulator.countRequests("requestAccessToken")).toBe(1);
        expect(server.emulator.countRequests()).toBe(4);
    });

    it("asks once also for what fails", async () => {
        const client = server.connect();
        const many = await Promise.allSettled([client.getApp("nothing"), client.getApp("nothing")]);
        expect(many.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
        await expect(client.getApp("nothing")).rejects.toThrow();
        expect(server.emulator.countRequests("getAppByTag")).toBe(1);
    });

    it("opens no more connections than it may, and keeps them", async () => {
        const client = server.connect({ concurrency: 4 });
        const tags = Array.from({ length: 40 }, (_, index) => `nothing-${index}`);
        await Promise.allSettled(tags.map((tag) => client.getApp(tag)));
        expect(server.emulator.countRequests("getAppByTag")).toBe(40);
        expect(server.emulator.connections).toBeLessThanOrEqual(4);
    });

    it("says that there is no such app", async () => {
        await expect(server.connect().getApp("img-gen@3")).rejects.toMatchObject({
            code: "NOT_FOUND",
            status: 404,
            message: `There is no app for the tag "img-gen@3": ByteNite answered 404 ("No app has the tag img-gen@3.", request "emulator-2"). Check the name and the version. [${server.emulator.url}]`,
        });
    });

    it.each(["", "..", "../auth/access_token", "img-gen@v1.0", "img gen", "a/b", "a?b=c"])(
        "does not ask for %j, which is no tag",
        async (tag) => {
            const refused = expect(server.connect().getApp(tag)).rejects;
            await refused.toMatchObject({ code: "INVALID_TAG" });
            await expect(server.connect().getApp(tag)).rejects.toThrow(
                /^The (tag|name|version).*\. ByteNite was not asked\.$/,
            );
            expect(server.emulator.countRequests()).toBe(0);
        },
    );

    it("survives what comes and goes", async () => {
        server.emulator.faults = [
            { operation: "requestAccessToken", status: 503, times: 1 },
            { operation: "getAppByTag", resetConnection: true, times: 1 },
            { operation: "getAppByTag", status: 429, retryAfter: "1", times: 1 },
        ];
        expect((await server.connect().getApp("llama")).name).toBe("llama");
        expect(server.emulator.countRequests("requestAccessToken")).toBe(2);
        expect(server.emulator.countRequests("getAppByTag")).toBe(3);
    });

    it("gives up at last", async () => {
        server.emulator.faults = [{ operation: "getAppByTag", status: 503 }];
        await expect(server.connect({ retries: 2 }).getApp("llama")).rejects.toMatchObject({
            code: "SERVER_ERROR",
            message: `ByteNite failed, also when asked again, for the tag "llama": ByteNite answered 503 ("A fault on demand.", request "emulator-4"). Try again later. [${server.emulator.url}]`,
        });
        expect(server.emulator.countRequests("getAppByTag")).toBe(3);
    });

    it("names the field of an answer that is wrong", async () => {
        server.emulator.faults = [
            { operation: "getAppByTag", body: { app: { id: "1", name: 5 } } },
        ];
        await expect(server.connect().getApp("llama@1.0")).rejects.toMatchObject({
            code: "INVALID_RESPONSE",
            message:
                "ByteNite's answer to GET /dev/apps/llama%401.0 is not what its documentation describes: app.name must be text, not a number. Is endpoint the address of ByteNite's API?",
        });
        expect(server.emulator.countRequests("getAppByTag")).toBe(1);
    });

    it("reads both shapes of a failure", async () => {
        server.emulator.faults = [
            { tag: "a", status: 403, body: { code: 7, message: "Not yours.", details: [] } },
            { tag: "b", status: 403, body: { ok: false, error: { description: "Not yours." } } },
            { tag: "c", body: { ok: false, error: { code: 403, description: "Not yours." } } },
        ];
        const client = server.connect();
        for (const tag of ["a", "b", "c"]) {
            await expect(client.getApp(tag)).rejects.toMatchObject({
                code: "FORBIDDEN",
                message: `The credentials don't allow reading the tag "${tag}": ByteNite answered 403 ("Not yours."). Ask its owner for access. [${server.emulator.url}]`,
            });
        }
    });
});

describe("getAppStatus", () => {
    const server = useEmulator({ catalogue: { apps } });

    it("joins the status of the app and the message of the status operation", async () => {
        server.emulator.faults = [
            { operation: "getAppStatus", body: { ok: true, message: "All is well." } },
        ];
        expect(await server.connect().getAppStatus("img-gen@2.0")).toEqual({
            tag: "img-gen@2.0",
            status: "inactive",
            message: "All is well.",
        });
    });

    it("shares the look-up of the app", async () => {
        const client = server.connect({}, { apiKey: API_KEY });
        await Promise.all([
            client.getApp("llama"),
            client.getAppStatus("llama"),
            client.getAppStatus("llama"),
        ]);
        expect(server.emulator.countRequests("getAppByTag")).toBe(1);
        expect(server.emulator.countRequests("getAppStatus")).toBe(1);
    });

    it("takes a 200 that says ok: false for a failure", async () => {
        server.emulator.faults = [
            {
                operation: "getAppStatus",
                body: { ok: false, error: { code: 404, message: "Gone" } },
            },
        ];
        // The look-up of the app may still be under way when the test ends.
        await expect(server.connect({ retries: 0 }).getAppStatus("llama")).rejects.toMatchObject({
            code: "NOT_FOUND",
            status: 404,
        });
    });

    it("refuses what is no tag", async () => {
        await expect(server.connect().getAppStatus("a/b")).rejects.toMatchObject({
            code: "INVALID_TAG",
        });
        expect(server.emulator.countRequests()).toBe(0);
    });
});
