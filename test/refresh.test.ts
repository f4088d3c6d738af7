import type { Emulator, Fault } from "bytenite-emulator";
import { app, startTestEmulator } from "../dev/support/emulator";
import { Backend, type Stack } from "../dev/support/stack";
import { saveState } from "./savedState.testSupport";

const APPS = [app("kept"), app("deleted")];

describe("pulumi refresh", () => {
    let emulator: Emulator;
    let environment: NodeJS.ProcessEnv;
    let backend: Backend;
    let stack: Stack;
    let restoreState: () => Promise<void>;

    beforeAll(async () => {
        ({ emulator, environment } = await startTestEmulator(APPS));
        environment = { ...environment, BYTENITE_RETRIES: "0" };
        backend = await Backend.create();
        stack = await backend.stack("refreshed", { environment });
        await stack.setTags("kept", "deleted");
        await stack.succeed("up");
        restoreState = await saveState(stack);
    });

    beforeEach(async () => {
        emulator.faults = [];
        emulator.setCatalogue({ apps: APPS });
        emulator.clearRequests();
        stack.environment = environment;
        await restoreState();
    });

    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    const ids = async () => (await stack.resources()).map(({ id }) => id).sort();

    test("takes over what changed, after which a preview finds nothing", async () => {
        emulator.setCatalogue({ apps: [app("kept", { status: "inactive" }), app("deleted")] });

        await stack.succeed("refresh");

        const kept = (await stack.resources()).find(({ id }) => id === "kept");
        expect(kept?.outputs?.status).toBe("inactive");
        expect(kept?.inputs?.status).toBe("inactive");
        // The stack's own outputs are the program's business: they change with the next update.
        await stack.succeed("up");
        await stack.succeed("preview", "--expect-no-changes");
    });

    test("removes an app that ByteNite no longer has", async () => {
        emulator.setCatalogue({ apps: [app("kept")] });

        await stack.succeed("refresh");

        expect(await ids()).toEqual(["kept"]);
    });

    test.each([
        [503, "ByteNite failed"],
        [403, "don't allow reading"],
        [401, "credentials were refused"],
        [429, "Too many requests"],
    ])("removes nothing after %i", async (status, explanation) => {
        emulator.faults = [{ operation: "getAppByTag", status }];

        const result = await stack.run("refresh");

        expect(result.exitCode).not.toBe(0);
        // Whichever is answered first is explained, and the other refers to it.
        expect(result.stdout).toMatch(/The app "(kept|deleted)" keeps its last known state\. /);
        for (const id of ["kept", "deleted"]) {
            expect(result.stdout).toContain(`The app "${id}" keeps its last known state`);
        }
        expect(result.stdout).toContain(explanation);
        expect(result.stdout + result.stderr).not.toMatch(/^\s+at /m);
        expect(await ids()).toEqual(["deleted", "kept"]);
    });

    test.each<[string, unknown, string]>([
        ["a page", "<h1>Not Found</h1>", "Is bytenite:endpoint the address of ByteNite's API?"],
        ["a gateway's word", { message: "no route" }, '404 was answered with "{'],
        ["nothing", "", "404 was answered with nothing"],
        [
            "ByteNite's own words, but its list has them",
            { ok: false, error: { code: 404 } },
            "but its list of apps has",
        ],
    ])("removes nothing after a 404 for every app with %s", async (_what, body, explanation) => {
        emulator.faults = [{ operation: "getAppByTag", status: 404, body }];

        const result = await stack.run("refresh");

        expect(result.exitCode).not.toBe(0);
        for (const id of ["kept", "deleted"]) {
            expect(result.stdout).toContain(`The app "${id}" keeps its last known state`);
        }
        expect(result.stdout).toContain(explanation);
        expect(await ids()).toEqual(["deleted", "kept"]);
    });

    test.each<[string, Fault]>([
        ["can't be read", { status: 503 }],
        ["has no end", { paging: "endless" }],
        ["does not say how it goes on", { paging: "no-pagination" }],
        ["has another number of apps than it says", { paging: "wrong-total" }],
    ])("removes nothing where the list of apps %s", async (_what, fault) => {
        emulator.setCatalogue({ apps: [app("kept")] });
        emulator.faults = [{ ...fault, operation: "getApps" }];

        const result = await stack.run("refresh");

        expect(result.exitCode).not.toBe(0);
        expect(result.stdout).toContain(
            'The app "deleted" keeps its last known state. ByteNite found no app for the tag "deleted", but its list of apps can\'t confirm that.',
        );
        expect(await ids()).toEqual(["deleted", "kept"]);
    });

    test("removes nothing when the endpoint is another one, and asks it nothing", async () => {
        const other = await startTestEmulator([]);
        stack.environment = other.environment;

        const result = await stack.run("refresh");

        expect(result.exitCode).not.toBe(0);
        expect(result.stdout).toContain(`was read from ${emulator.url}`);
        expect(other.emulator.countRequests()).toBe(0);
        expect(await ids()).toEqual(["deleted", "kept"]);
        await other.emulator.close();
    });

    test("leaves out what only the program's settings lead to, with --exclude", async () => {
        const other = await startTestEmulator([app("a")]);
        emulator.setCatalogue({ apps: [app("a")] });
        const two = await backend.stack("two-endpoints", { program: "selections", environment });
        const there = { isApp: true, opts: { settings: { endpoint: other.emulator.url } } };
        await two.configure({ selections: JSON.stringify({ here: { isApp: true }, there }) });
        await two.succeed("up");

        const refused = await two.run("refresh");
        expect(refused.exitCode).not.toBe(0);
        expect(refused.stdout).toContain(
            'leave it out with --exclude, and "pulumi preview" compares it.',
        );
        other.emulator.setCatalogue({ apps: [app("a", { status: "inactive" })] });
        await two.succeed("refresh", "--exclude", "**there");
        expect(await two.succeed("preview")).toMatch(/App there update \[diff: ~status\]/);
        await other.emulator.close();
    });

    test.each([
        ["refresh", ["--run-program"]],
        ["destroy", ["--run-program"]],
        ["up", ["--target", "**kept"]],
        ["preview", []],
    ])("%s %j fails for an app that is gone, and says what works", async (command, options) => {
        await stack.setTags("kept", "deleted");
        emulator.setCatalogue({ apps: [app("kept")] });

        const result = await stack.run(command, ...options);

        expect(result.exitCode).not.toBe(0);
        expect(result.stdout).toContain('App "deleted": There is no app for the tag "deleted"');
        expect(result.stdout).toContain(
            'If the app is gone for good, take this App out of the program. "pulumi refresh" and "pulumi destroy" without --run-program do not look it up.',
        );
        expect(await ids()).toEqual(["deleted", "kept"]);
        // What it says is true.
        await stack.succeed("refresh");
        expect(await ids()).toEqual(["kept"]);
        await stack.setTags("kept");
        await stack.succeed("up");
        await stack.succeed("destroy");
        expect(await ids()).toEqual([]);
    });

    // The last one: it ends the emulator.
    test("destroying needs neither ByteNite nor credentials", async () => {
        const requests = emulator.countRequests();
        await emulator.close();
        stack.environment = {};

        await stack.succeed("destroy");

        expect(await ids()).toEqual([]);
        expect(emulator.countRequests()).toBe(requests);
    });
});
