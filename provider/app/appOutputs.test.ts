import * as pulumi from "@pulumi/pulumi";
import { App } from "./app";
import { FACT_NAMES } from "./appInputs";
import { useTestCatalogue } from "../testing";

const valueOf = (output: pulumi.Output<unknown>) =>
    new Promise((resolve) => void output.apply(resolve));

describe("the outputs of an App", () => {
    let restore: () => void;
    const inputs = new Map<string, Record<string, unknown>>();
    beforeAll(async () => {
        await pulumi.runtime.setMocks({
            newResource: (resource) => {
                inputs.set(resource.name, resource.inputs as Record<string, unknown>);
                return { id: resource.name, state: resource.inputs as object };
            },
            call: () => ({}),
        });
        restore = useTestCatalogue([{ name: "render", version: "1.0" }]);
    });
    afterAll(() => restore());

    // A field that the class declares without `declare` would be undefined.
    it.each([...FACT_NAMES, "tag", "endpoint", "requireStatus"] as const)(
        "hold %s",
        async (name) => {
            const app = new App(name, { tag: "render", requireStatus: "active" });
            expect(pulumi.Output.isInstance(app[name])).toBe(true);
            const value = await valueOf(app[name]);
            expect(value).toBeDefined();
            expect(value).toEqual(inputs.get(name)?.[name]);
        },
    );

    it("are all that it registers, besides its provider and what was looked up", async () => {
        await valueOf(new App("all", { tag: "render", requireStatus: "active" }).appId);
        expect(Object.keys(inputs.get("all") ?? {}).sort()).toEqual(
            [...FACT_NAMES, "tag", "endpoint", "requireStatus", "__provider", "lookedUp"].sort(),
        );
    });

    it("hold no status that is required if none is", async () => {
        const app = new App("any-status", { tag: "render" });
        expect(await valueOf(app.requireStatus)).toBeUndefined();
        expect(inputs.get("any-status")).not.toHaveProperty("requireStatus");
    });

    it("have no settings, which hold credentials", async () => {
        const settings = { apiKey: "CANARY-key", endpoint: "https://api.test" };
        await valueOf(new App("with-settings", { tag: "render" }, { settings }).appId);
        expect(JSON.stringify(inputs.get("with-settings"))).not.toContain("CANARY");
        expect(inputs.get("with-settings")).not.toHaveProperty("settings");
    });
});
