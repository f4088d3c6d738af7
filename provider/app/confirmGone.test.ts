import type { dynamic } from "@pulumi/pulumi";
import { startEmulator, type Emulator } from "bytenite-emulator";
import * as provider from "./appProvider";
import type { AppOutputs } from "./appInputs";

const API_KEY = "canary-key-of-the-provider";

describe("an app that ByteNite does not find, in a refresh", () => {
    let emulator: Emulator;
    let state: AppOutputs;

    beforeEach(async () => {
        emulator = await startEmulator({
            apiKeys: [API_KEY],
            catalogue: { apps: [{ name: "render", version: "1.0" }] },
        });
        state = { endpoint: emulator.url } as AppOutputs;
        const settings: Record<string, string> = {
            "bytenite:endpoint": emulator.url,
            "bytenite:apiKey": API_KEY,
            "bytenite:retries": "0",
        };
        await provider.configure({
            config: { get: (key: string) => settings[key] } as dynamic.Config,
        });
    });
    afterEach(() => emulator.close());

    const gone = { operation: "getAppByTag", status: 404 } as const;
    const list = (...apps: object[]) => ({
        apps: apps.map((app, index) => ({ id: String(index), ...app })),
        pagination: { hasNext: false, total: String(apps.length) },
    });
    const withList = (body: object) => {
        emulator.faults = [gone, { operation: "getApps", body }];
    };

    it("has no id where the whole list agrees", async () => {
        expect((await provider.read("missing", state)).id).toBe("");
        expect((await provider.read("render@2", state)).id).toBe("");
    });

    it("is looked for in one list, however many they are", async () => {
        const ids = Array.from({ length: 20 }, (_, index) => `missing-${index}`);
        for (const { id } of await Promise.all(ids.map((id) => provider.read(id, state)))) {
            expect(id).toBe("");
        }
        expect(emulator.countRequests("getApps")).toBe(1);
    });

    it.each([
        ["render", list({ name: "render", version: "1.0" }), "render@1.0"],
        ["render@1", list({ name: "other" }, { name: "render", version: "1.9" }), "render@1.9"],
        ["render@1.0", list({ name: "render", version: "1.0" }), "render@1.0"],
        ["render@1.0", list({ name: "render" }), "render"],
    ])("stays where the list has it: %s", async (tag, body, found) => {
        withList(body);
        await expect(provider.read(tag, state)).rejects.toMatchObject({
            code: "INVALID_RESPONSE",
            stack: "",
            message: `The app "${tag}" keeps its last known state. ByteNite found no app for the tag "${tag}", but its list of apps has ${found}. Refresh again later; "pulumi up" without the app forgets it. [INVALID_RESPONSE]`,
        });
    });

    it.each([
        ["render@1.0", list({ name: "render", version: "1.1" })],
        ["render@1", list({ name: "render", version: "10.0" })],
        ["render", list({ name: "rendering", version: "1.0" })],
        ["render", list()],
    ])("goes where the list has others only: %s", async (tag, body) => {
        withList(body);
        expect((await provider.read(tag, state)).id).toBe("");
    });

    const app = { id: "1", name: "other", version: "1.0" };
    it.each<[string, object, string]>([
        ["has no end", { apps: [app] }, "it does not say where it ends"],
        ["has nothing but an empty list", { apps: [] }, "it does not say where it ends"],
        [
            "has fewer apps than it says",
            { apps: [app], pagination: { hasNext: false, total: "2" } },
            "it says that it has 2 apps, but gives 1",
        ],
        [
            "has more apps than it says",
            { apps: [app], pagination: { hasNext: false, total: 0 } },
            "it says that it has 0 apps, but gives 1",
        ],
        [
            "goes on without anything new",
            { apps: [app], pagination: { hasNext: true, total: "1" } },
            "it says that more apps follow, but none does",
        ],
    ])("stays where the list %s", async (_what, body, doubt) => {
        withList(body);
        await expect(provider.read("render", state)).rejects.toMatchObject({
            code: "INVALID_RESPONSE",
            message: `The app "render" keeps its last known state. ByteNite found no app for the tag "render", but its list of apps can't confirm that. The list of apps may not have all of them: ${doubt}. Ask again later. [INVALID_RESPONSE]`,
        });
    });

    it("stays where the list changes while it is read", async () => {
        emulator.faults = [gone];
        emulator.setCatalogue({
            apps: Array.from({ length: 250 }, (_, index) => ({
                name: `app-${index}`,
                version: "1.0",
            })),
        });
        emulator.faults = [gone, { operation: "getApps", paging: "moving" }];
        await expect(provider.read("render", state)).rejects.toThrow(
            "may not have all of them: it changed while it was read",
        );
    });

    it.each([
        [503, "SERVER_ERROR", "ByteNite failed for the list of apps"],
        [404, "INVALID_RESPONSE", "There is nothing that gives the list of apps"],
        [403, "FORBIDDEN", "don't allow reading the list of apps"],
    ])("stays where the list can't be read: %i", async (status, code, explanation) => {
        emulator.faults = [gone, { operation: "getApps", status }];
        await expect(provider.read("render", state)).rejects.toMatchObject({
            code,
            message: expect.stringContaining(explanation) as string,
        });
    });

    it.each([
        { message: "no route for this host" },
        {},
        "<h1>Not Found</h1>",
        { code: 404, message: "Not Found" },
        { ok: false, error: { code: 500 } },
    ])("stays where the words are not ByteNite's: %j", async (body) => {
        emulator.faults = [{ ...gone, body }];
        await expect(provider.read("missing", state)).rejects.toMatchObject({
            code: "INVALID_RESPONSE",
            message: expect.stringContaining("404 was answered with") as string,
        });
        expect(emulator.countRequests("getApps")).toBe(0);
    });
});
