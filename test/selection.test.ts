import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator, Fault } from "bytenite-emulator";
import { app, startTestEmulator } from "../dev/support/emulator";
import { Backend, type Stack } from "../dev/support/stack";

const render = (gpu: string) => app("render", { deviceRequirements: { minCpu: 4, gpu: [gpu] } });
const CATALOGUE = [app("a"), app("b"), render("tesla t4"), app("z", { status: "inactive" })];

describe("a selection on the real engine", () => {
    let emulator: Emulator;
    let environment: NodeJS.ProcessEnv;
    let backend: Backend;
    let stack: Stack;

    const select = (args: object, on = stack) => on.configure({ selection: JSON.stringify(args) });
    const selection = async (on = stack) => {
        const all = await on.resources();
        return all.find(({ type }) => type.endsWith(":AppSelection"));
    };
    const memberTags = async () => Object.keys((await selection())?.outputs?.apps ?? {});

    beforeEach(async () => {
        ({ emulator, environment } = await startTestEmulator(CATALOGUE));
        environment = { ...environment, BYTENITE_RETRIES: "0" };
        backend = await Backend.create();
        stack = await backend.stack("team", { program: "selection", environment });
        await select({ status: "active" });
    });

    afterEach(async () => {
        await emulator.close();
        await backend.dispose();
    });

    test("shows what entered, left and changed, whatever the order of the answer", async () => {
        await stack.succeed("up");
        const { apps, ...outputs } = await stack.outputs<{ apps: Record<string, object> }>();
        expect(outputs).toEqual({
            tags: ["a@1.0", "b@1.0", "render@1.0"],
            count: 3,
            totals: { apps: 3, gpuApps: 1, minCpu: 8, minMemory: 8 },
        });
        expect(apps["render@1.0"]).toMatchObject({ schemaVersion: 1, tag: "render@1.0" });
        const { inputs } = (await selection()) ?? {};
        expect(inputs?.__provider).toBe(
            'exports.handler = () => require("pulumi-bytenite/selection");',
        );
        expect(inputs).not.toHaveProperty("lookedUp");

        emulator.setCatalogue({ apps: [...CATALOGUE].reverse() });
        await stack.succeed("preview", "--expect-no-changes");

        // b was renamed.
        emulator.setCatalogue({ apps: [app("new"), render("nvidia l4"), app("a")] });
        const plain = await stack.succeed("preview");
        expect(plain).toContain('+ team.apps["new@1.0"] entered the selection');
        expect(plain).toContain('- team.apps["b@1.0"] left the selection');
        expect(plain).toContain('~ team.apps["render@1.0"] changed: deviceRequirements.gpu, hash');
        expect(plain).toMatch(/AppSelection team update \[diff: ~apps\]/);

        const [ofResource = ""] = (await stack.succeed("preview", "--diff")).split("--outputs:--");
        expect(ofResource).toContain('~ [0]: "tesla t4" => "nvidia l4"');
        expect(ofResource).toMatch(/\+ new@1\.0 *: \{/);
        expect(ofResource).toMatch(/- b@1\.0 *: \{/);
        // What stayed as it was is not told.
        expect(ofResource).not.toContain("a@1.0");

        await stack.succeed("refresh");
        expect(await memberTags()).toEqual(["a@1.0", "new@1.0", "render@1.0"]);
        await stack.succeed("up");
        await stack.succeed("preview", "--expect-no-changes");
        await emulator.close();
        await stack.succeed("destroy");
        expect(await stack.resources()).toEqual([]);
    });

    test.each<[string, Fault, string]>([
        ["503", { operation: "getApps", status: 503 }, "ByteNite failed"],
        ["403", { operation: "getApps", status: 403 }, "don't allow"],
        [
            "a list that says that it has more",
            {
                operation: "getApps",
                body: { apps: [], pagination: { total: 3, hasNext: false } },
            },
            "it says that it has 3 apps, but gives 0",
        ],
    ])("a refresh changes nothing after %s", async (_what, fault, explanation) => {
        await stack.succeed("up");
        emulator.faults = [fault];
        const { exitCode, stdout } = await stack.run("refresh");
        expect(exitCode).not.toBe(0);
        expect(stdout).toContain('AppSelection "team" keeps its last known state. ');
        expect(stdout).toContain(explanation);
        expect(stdout).not.toMatch(/^\s+at /m);
        expect(await memberTags()).toEqual(["a@1.0", "b@1.0", "render@1.0"]);
    });

    test("onChange refuses a change that ByteNite makes, and none that the program makes", async () => {
        await select({ status: "active", onChange: "refuse" });
        await stack.succeed("up");
        emulator.setCatalogue({ apps: [app("a"), app("new"), render("nvidia l4")] });
        const refusal =
            'The members of the selection have changed at ByteNite (entered: "new@1.0"; left: "b@1.0"), and onChange is "refuse". To take the change over, set onChange to "accept" for one update';
        for (const command of ["preview", "up", "refresh"]) {
            const { exitCode, stdout } = await stack.run(command);
            expect([command, exitCode === 0]).toEqual([command, false]);
            expect(stdout).toContain(refusal);
        }
        expect(await memberTags()).toEqual(["a@1.0", "b@1.0", "render@1.0"]);
        // A refresh comes first, and goes by what is stored.
        await select({ status: "active", onChange: "accept" });
        const refreshed = await stack.run("up", "--refresh");
        expect([refreshed.exitCode === 0, refreshed.stdout]).toEqual([
            false,
            expect.stringContaining('run "pulumi up --refresh=false".'),
        ]);
        await stack.succeed("up", "--refresh=false");
        expect(await memberTags()).toEqual(["a@1.0", "new@1.0", "render@1.0"]);
        await select({ gpu: "l4", onChange: "refuse" });
        await stack.succeed("up");
        expect(await memberTags()).toEqual(["render@1.0"]);
    });

    test("expect bounds the count, and an empty selection is told", async () => {
        await select({ name: "x*", expect: { minimum: 1 } });
        const tooFew = await stack.run("preview");
        expect(tooFew.exitCode).not.toBe(0);
        expect(tooFew.stdout).toContain(
            'AppSelection "team": 0 apps are selected, but at least 1 must be. Check the filters',
        );
        await select({ expect: { maximum: 2 } });
        expect((await stack.run("preview")).stdout).toContain(
            'AppSelection "team": 4 apps are selected, but at most 2 must be: "a@1.0", "b@1.0", "render@1.0", "z@1.0".',
        );
        await select({ name: "x*" });
        expect(await stack.succeed("up")).toContain('AppSelection "team" selects no app.');
        expect(await memberTags()).toEqual([]);
        await stack.succeed("preview", "--expect-no-changes");
    });

    test("an app is a member once, under the tag that was asked for", async () => {
        await select({ tags: ["render", "z@1.0"], status: "active" });
        await stack.succeed("up");
        expect(await memberTags()).toEqual(["a@1.0", "b@1.0", "render", "z@1.0"]);
        await select({ tags: ["render", "gone", "nothing"] });
        const { stdout } = await stack.run("preview");
        expect(stdout).toContain('There is no app for the tag "gone"');
        expect(stdout).toContain('Of its tags, these failed: "gone", "nothing".');
    });

    test("a filter that is not known yet is known in the update", async () => {
        await stack.configure({ later: "inactive" });
        expect(await stack.succeed("preview")).toContain("AppSelection team create");
        await stack.succeed("up");
        expect(await memberTags()).toEqual(["z@1.0"]);
    });

    test("the lock file holds for each member", async () => {
        const lockFile = join(stack.project, "bytenite.lock.json");
        const lock = async () =>
            Object.keys((JSON.parse(await readFile(lockFile, "utf8")) as { apps: object }).apps);
        stack.environment = { ...environment, BYTENITE_LOCK: "update" };
        await stack.succeed("preview");
        expect(await lock()).toEqual(["a@1.0", "b@1.0", "render@1.0"]);

        stack.environment = { ...environment, BYTENITE_LOCK: "frozen" };
        await stack.succeed("up");
        emulator.setCatalogue({ apps: [app("a"), app("new"), render("tesla t4")] });
        const members = await stack.run("preview");
        expect(members.exitCode).not.toBe(0);
        expect(members.stdout).toContain(
            'The selection is not what bytenite.lock.json has (not locked yet: "new@1.0"; locked, but no longer selected: "b@1.0")',
        );
        emulator.setCatalogue({ apps: [app("a"), app("b"), render("nvidia l4")] });
        expect((await stack.run("preview")).stdout).toContain(
            'The app "render@1.0" is not what bytenite.lock.json has: hash',
        );

        stack.environment = { ...environment, BYTENITE_LOCK: "update" };
        emulator.setCatalogue({ apps: [app("a"), app("new"), render("nvidia l4")] });
        await stack.succeed("preview");
        expect(await lock()).toEqual(["a@1.0", "new@1.0", "render@1.0"]);

        stack.environment = { ...environment, BYTENITE_LOCK: "offline" };
        emulator.clearRequests();
        expect(await stack.succeed("up")).toContain(
            'AppSelection "team" selects among the apps in bytenite.lock.json. ByteNite was not asked, and may have more.',
        );
        expect(await memberTags()).toEqual(["a@1.0", "new@1.0", "render@1.0"]);
        expect(emulator.countRequests()).toBe(0);
    });

    test("rules judge each member, also one that ignoreChanges keeps out", async () => {
        await writeFile(
            join(stack.project, "bytenite.rules.yaml"),
            "rules: { all: disabled, gpu-allowed: { enforcementLevel: mandatory, allow: [t4] } }\n",
        );
        const pack = ["--policy-pack", join(__dirname, "../policies")];
        await stack.succeed("up", ...pack);
        emulator.setCatalogue({
            apps: [app("a"), app("b"), app("new", { deviceRequirements: { gpu: ["h100"] } })],
        });
        const finding = 'new@1.0 lists "h100", which is not allowed (allowed: "t4")';
        const refused = await stack.run("preview", ...pack);
        expect([refused.exitCode === 0, refused.stdout]).toEqual([
            false,
            expect.stringContaining(finding),
        ]);
        expect(refused.stdout).toContain("bytenite:AppSelection: team)");

        await stack.configure({ ignoreChanges: '["apps"]' });
        const kept = await stack.run("preview", ...pack);
        expect([kept.exitCode === 0, kept.stdout]).toEqual([
            false,
            expect.stringContaining(finding),
        ]);
    });
});
