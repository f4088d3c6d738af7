import type { Emulator } from "bytenite-emulator";
import type { AppRecord } from "bytenite-core/model";
import { app, startTestEmulator } from "../dev/support/emulator";
import { AS_USERS_HAVE_IT } from "../dev/support/isolation";
import { Backend, type Stack } from "../dev/support/stack";

const helloWorld = app("hello-world");
const render = (gpu: string, status = "active") =>
    app("render", { status, deviceRequirements: { minCpu: 4, minMemory: 16, gpu: [gpu] } });

describe("the ready-made stack on the real engine", () => {
    let emulator: Emulator;
    let backend: Backend;
    let stack: Stack;

    beforeAll(async () => {
        const started = await startTestEmulator([helloWorld, render("tesla t4")]);
        emulator = started.emulator;
        backend = await Backend.create();
        const environment = { ...started.environment, ...AS_USERS_HAVE_IT };
        stack = await backend.stack("lifecycle", { environment });
        await stack.succeed("config", "set", "--path", "bytenite-apps:tags[0]", "hello-world");
        await stack.succeed("config", "set", "--path", "bytenite-apps:tags[1]", "render@1.0");
    });

    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    test("without tags it says how to add one", async () => {
        const empty = await backend.stack("empty");

        expect(await empty.succeed("preview")).toContain(
            "warning: The configuration bytenite-apps:tags lists no app. Add one, for example: pulumi config set --path 'tags[0]' hello-world",
        );
    });

    test("pulumi up reads the apps into outputs", async () => {
        await stack.succeed("up");

        const { apps, totals } = await stack.outputs<{
            apps: Record<string, AppRecord>;
            totals: object;
        }>();
        expect(Object.keys(apps)).toEqual(["hello-world", "render"]);
        expect(apps.render).toMatchObject({
            schemaVersion: 1,
            tag: "render@1.0",
            name: "render",
            version: "1.0",
            status: "active",
            deviceRequirements: { minCpu: 4, minMemory: 16, gpu: ["tesla t4"] },
            platformConfig: { container: "python:3.12", privateImage: false, secrets: [] },
            hasRegistryCredentials: false,
            revision: "1",
        });
        expect(totals).toEqual({ apps: 2, gpuApps: 1, minCpu: 6, minMemory: 20 });
    });

    test("the state names the provider's module, and nothing else of it", async () => {
        const resources = await stack.resources();
        const texts = resources.flatMap(({ inputs, outputs }) => [
            inputs?.__provider,
            outputs?.__provider,
        ]);
        expect(texts).toHaveLength(4);
        expect(new Set(texts)).toEqual(
            new Set(['exports.handler = () => require("pulumi-bytenite/appProvider");']),
        );
    });

    test("a second preview finds nothing to change", async () => {
        await stack.succeed("preview", "--expect-no-changes");
    });

    test("a plain preview shows by field what changed at ByteNite", async () => {
        emulator.setCatalogue({ apps: [helloWorld, render("nvidia l4", "inactive")] });

        const summary = await stack.succeed("preview");
        expect(summary).toMatch(/App render update \[diff: ~deviceRequirements,hash,status\]/);
        expect(summary).toContain("2 unchanged");

        const details = await stack.succeed("preview", "--diff");
        expect(details).toContain('~ [0]: "tesla t4" => "nvidia l4"');
        expect(details).toMatch(/~ status *: "active" => "inactive"/);
        expect(details).toMatch(/~ hash *: ".*" => ".*"/);
    });

    test("replaceOnChanges finds the facts that it names", async () => {
        const program = "selections";
        const named = await backend.stack("named", { program, environment: stack.environment });
        const declare = (replaceOnChanges: string[]) =>
            named.configure({
                selections: JSON.stringify({
                    replaced: { isApp: true, args: { tag: "render" }, opts: { replaceOnChanges } },
                }),
            });
        emulator.setCatalogue({ apps: [helloWorld, render("tesla t4")] });
        await declare([]);
        await named.succeed("up");
        emulator.setCatalogue({ apps: [helloWorld, render("nvidia l4", "inactive")] });
        for (const path of ["status", "deviceRequirements", "deviceRequirements.gpu", "*"]) {
            await declare([path]);
            expect([path, await named.succeed("preview")]).toEqual([
                path,
                expect.stringMatching(
                    /App replaced replace \[diff: ~deviceRequirements,hash,status\]/,
                ),
            ]);
        }
        await declare(["description"]);
        expect(await named.succeed("preview")).toMatch(/App replaced update \[diff: ~dev/);
    });

    test("an update takes the change over, and then there is none", async () => {
        await stack.succeed("up");

        const { apps } = await stack.outputs<{ apps: Record<string, AppRecord> }>();
        expect(apps.render?.deviceRequirements.gpu).toEqual(["nvidia l4"]);
        await stack.succeed("preview", "--expect-no-changes");
    });

    test("another tag replaces the resource", async () => {
        await stack.setTags("hello-world", "render");

        const preview = await stack.succeed("preview");
        expect(preview).toMatch(/App render replace \[diff: ~tag\]/);
        expect(preview).toContain("+-1 to replace");

        await stack.succeed("up");
        const resources = await stack.resources();
        expect(resources.map(({ id }) => id).sort()).toEqual(["hello-world", "render"]);
    });

    test("an entry may choose its key, and two with the same key are refused", async () => {
        await stack.setTags("hello-world", "other=hello-world@1.0");
        const preview = await stack.succeed("preview");
        expect(preview).toContain("App other create");

        await stack.setTags("hello-world", "hello-world@1.0");
        const refused = await stack.run("preview");
        expect(refused.exitCode).not.toBe(0);
        expect(refused.stdout).toContain(
            'two entries with the key "hello-world": "hello-world" and "hello-world@1.0"',
        );
        expect(refused.stdout).not.toMatch(/^\s+at /m);
    });

    test("an app that lacks the required status fails the preview", async () => {
        await stack.setTags("hello-world", "render");
        await stack.configure({ "bytenite-apps:requireStatus": "active" });

        const { exitCode, stdout } = await stack.run("preview");
        expect(exitCode).not.toBe(0);
        expect(stdout).toContain(
            'App "render": The app "render" has the status "inactive", but "active" is required.',
        );
    });
});
