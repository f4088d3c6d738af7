import type { Emulator } from "bytenite-emulator";
import type { AppRecord } from "bytenite-core/model";
import { app, startTestEmulator } from "../dev/support/emulator";
import { Backend } from "../dev/support/stack";

describe("programs that use the provider", () => {
    let emulator: Emulator;
    let environment: NodeJS.ProcessEnv;
    let backend: Backend;

    beforeAll(async () => {
        ({ emulator, environment } = await startTestEmulator([
            app("render", { deviceRequirements: { minCpu: 4, minMemory: 16, gpu: ["tesla t4"] } }),
            app("hello-world"),
        ]));
        backend = await Backend.create();
    });

    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    test("a tag may be the output of another resource", async () => {
        const stack = await backend.stack("deployed", {
            program: "tag-from-resource",
            environment,
        });
        await stack.configure({ tag: "render" });

        expect(await stack.succeed("preview")).toContain("App deployed create");
        await stack.succeed("up");

        expect(await stack.outputs()).toEqual({ gpu: ["tesla t4"] });
        await stack.succeed("preview", "--expect-no-changes");
    });

    test("data sources, as promises and as outputs", async () => {
        const stack = await backend.stack("sources", { program: "data-sources", environment });
        await stack.configure({ tag: "render" });

        await stack.succeed("up");

        const outputs = await stack.outputs<Record<string, unknown>>();
        const record = { schemaVersion: 1, tag: "render", name: "render", version: "1.0" };
        expect(outputs.app).toMatchObject(record);
        expect(outputs.appOutput).toEqual(outputs.app);
        expect(outputs.apps).toMatchObject([{ ...record, tag: "render@1.0" }]);
        expect(outputs.appsOutput).toHaveLength(1);
        expect(outputs.none).toEqual([]);
        expect(outputs.status).toEqual({ tag: "render", status: "active", message: "active" });
        expect(outputs.statusOutput).toEqual(outputs.status);
    });

    test("a data source that finds nothing: one clean line", async () => {
        const stack = await backend.stack("nothing", { program: "data-sources", environment });
        await stack.configure({ tag: "missing" });

        const result = await stack.run("preview");

        expect(result.exitCode).not.toBe(0);
        expect(result.stdout).toContain('There is no app for the tag "missing"');
        expect(result.stdout).not.toMatch(/^\s+at /m);
    });

    test("300 apps: one request for each distinct tag and operation, one token", async () => {
        const distinct = Array.from({ length: 250 }, (_, index) => app(`app-${index}`));
        emulator.setCatalogue({ apps: distinct });
        const stack = await backend.stack("many", { program: "many-apps", environment });
        await stack.configure({ count: "300", distinct: "250" });
        emulator.clearRequests();
        const connections = emulator.connections;

        await stack.succeed("up");

        expect(emulator.countRequests("getAppByTag")).toBe(250);
        expect(emulator.countRequests("getAppStatus")).toBe(250);
        expect(emulator.countRequests("requestAccessToken")).toBe(1);
        expect(emulator.countRequests()).toBe(501);
        expect(emulator.connections - connections).toBeLessThanOrEqual(16);
        expect(await stack.outputs()).toEqual({ total: 250, statuses: 300 });

        emulator.clearRequests();
        await stack.succeed("refresh");
        expect(emulator.countRequests("getAppByTag")).toBe(250);
        expect(emulator.countRequests("requestAccessToken")).toBe(1);
    });

    test("resources that a stack exports change only when their apps do", async () => {
        const stack = await backend.stack("exported", { program: "exported", environment });
        emulator.setCatalogue({ apps: [app("render"), app("hello-world")] });
        await stack.succeed("up");

        const outputs = await stack.outputs<Record<string, object>>();
        expect(outputs.app).toMatchObject({ tag: "render", status: "active" });
        expect(outputs.selection).toMatchObject({ count: 2 });
        for (const exported of Object.values(outputs)) {
            expect(exported).not.toHaveProperty("lookedUp");
        }
        await stack.succeed("preview", "--expect-no-changes");
        await stack.succeed("refresh");
        await stack.succeed("preview", "--expect-no-changes");

        emulator.setCatalogue({ apps: [app("render", { status: "inactive" })] });
        expect(await stack.succeed("preview", "--diff")).toMatch(/~ status *: "active" => "ina/);
        await stack.succeed("up");
        await stack.succeed("preview", "--expect-no-changes");
    });

    test("a record's keys are those of its type", async () => {
        const stack = await backend.stack("shape", { environment });
        emulator.setCatalogue({ apps: [app("render")] });
        await stack.setTags("render");
        await stack.succeed("up");

        const { apps } = await stack.outputs<{ apps: Record<string, AppRecord> }>();
        expect(Object.keys(apps.render ?? {}).sort()).toMatchInlineSnapshot(`
            [
              "createdAt",
              "description",
              "deviceRequirements",
              "entrypoint",
              "hasRegistryCredentials",
              "hash",
              "id",
              "isPublic",
              "link",
              "name",
              "owner",
              "platform",
              "platformConfig",
              "revision",
              "schemaVersion",
              "status",
              "tag",
              "updatedAt",
              "userName",
              "version",
            ]
        `);
    });
});
