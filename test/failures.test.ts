import type { Emulator } from "bytenite-emulator";
import { API_KEY, app, startTestEmulator } from "../dev/support/emulator";
import { Backend, type CommandResult, type Stack } from "../dev/support/stack";

/** The lines that tell a person about failed apps, each of which the CLI prints twice. */
function problems({ stdout }: CommandResult): string[] {
    const lines = stdout.split("\n").flatMap((line) => /error: (App ".*)$/.exec(line)?.[1] ?? []);
    return [...new Set(lines)];
}

describe("a look-up that fails", () => {
    let emulator: Emulator;
    let environment: NodeJS.ProcessEnv;
    let backend: Backend;
    let stack: Stack;

    beforeAll(async () => {
        ({ emulator, environment } = await startTestEmulator([app("hello-world")]));
        backend = await Backend.create();
        stack = await backend.stack("failures", { environment });
    });

    beforeEach(() => {
        stack.environment = environment;
        emulator.faults = [];
        emulator.clearRequests();
    });

    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    test("unknown apps: one clean line for each, and nothing in the state", async () => {
        await stack.setTags("missing", "absent@2.1");

        const result = await stack.run("up");

        expect(result.exitCode).not.toBe(0);
        const lines = problems(result);
        expect(lines).toHaveLength(2);
        for (const tag of ["missing", "absent@2.1"]) {
            expect(lines.join("\n")).toContain(`There is no app for the tag "${tag}"`);
        }
        expect(result.stdout).not.toMatch(/^\s+at /m);
        expect(result.stdout).not.toContain("unhandled");
        expect(await stack.resources()).toEqual([]);
    });

    test("malformed tags: one clean line for each, and no request", async () => {
        const malformed = ["empty=", "a b", "..", "a/b", "https://api.bytenite.com", "a@1.2.3"];
        await stack.setTags(...malformed, "x".repeat(65));

        const result = await stack.run("preview");

        expect(result.exitCode).not.toBe(0);
        expect(problems(result)).toHaveLength(7);
        expect(result.stdout).toContain("The tag is empty; expected name, name@major or");
        expect(emulator.countRequests()).toBe(0);
    });

    test("an app that is there does not hide one that is missing", async () => {
        await stack.setTags("hello-world", "missing");

        const result = await stack.run("preview");

        expect(problems(result)).toHaveLength(1);
        expect(problems(result)[0]).toMatch(/^App "missing": There is no app for the tag/);
    });

    test("no credentials: the message names every place that was looked at", async () => {
        stack.environment = { BYTENITE_ENDPOINT: emulator.url };
        await stack.setTags("hello-world");

        const result = await stack.run("preview");

        expect(result.exitCode).not.toBe(0);
        for (const place of [
            "settings.apiKey and settings.accessToken in the program",
            "bytenite:apiKey",
            "BYTENITE_API_KEY",
            "credentials.json",
            "pulumi config set --secret bytenite:apiKey",
        ]) {
            expect(problems(result)[0]).toContain(place);
        }
        expect(emulator.countRequests()).toBe(0);
    });

    test("a refused API key is not repeated in the output", async () => {
        stack.environment = { ...environment, BYTENITE_API_KEY: "canary-wrong-key" };
        await stack.setTags("hello-world");

        const result = await stack.run("preview");

        expect(result.exitCode).not.toBe(0);
        expect(problems(result)[0]).toContain("The credentials were refused");
        expect(result.stdout + result.stderr).not.toContain("canary-wrong-key");
    });

    test("an endpoint where nobody listens", async () => {
        stack.environment = {
            BYTENITE_ENDPOINT: "http://127.0.0.1:9/v1",
            BYTENITE_API_KEY: API_KEY,
            BYTENITE_RETRIES: "0",
        };
        await stack.setTags("hello-world");

        const result = await stack.run("preview");

        expect(result.exitCode).not.toBe(0);
        expect(problems(result)[0]).toContain("ByteNite can't be reached at http://127.0.0.1:9/v1");
        expect(result.stdout).not.toMatch(/^\s+at /m);
    });

    test("an endpoint where nobody listens, and many apps: one explanation, and a short line for each", async () => {
        const many = await backend.stack("many-failures", { program: "many-apps", environment });
        many.environment = {
            BYTENITE_ENDPOINT: "http://127.0.0.1:9/v1",
            BYTENITE_API_KEY: API_KEY,
            BYTENITE_RETRIES: "0",
        };
        await many.configure({ count: 40, distinct: 40 });

        const result = await many.run("preview");

        expect(result.exitCode).not.toBe(0);
        const lines = problems(result);
        const explained = lines.filter((line) => line.includes("can't be reached"));
        expect(explained).toEqual([
            expect.stringMatching(
                /^App "app-0": ByteNite can't be reached .* 79 more look-ups failed for the same reason\. \[UNREACHABLE\]$/,
            ),
        ]);
        expect(lines.slice(1, 3)).toEqual([
            'App "app-1": not looked up, for the same reason as App "app-0". [UNREACHABLE]',
            'App "app-10": not looked up, for the same reason as App "app-0". [UNREACHABLE]',
        ]);
        expect(lines).toHaveLength(40);
        expect(result.stdout).not.toMatch(/^\s+at /m);
    });

    test("a failing server leaves what is in the state as it is", async () => {
        await stack.setTags("hello-world");
        await stack.succeed("up");
        const before = await stack.resources();
        emulator.faults = [{ operation: "getAppByTag", status: 503 }];
        stack.environment = { ...environment, BYTENITE_RETRIES: "1" };

        const result = await stack.run("up");

        expect(result.exitCode).not.toBe(0);
        expect(problems(result)[0]).toContain("ByteNite failed, also when asked again");
        expect(await stack.resources()).toEqual(before);
    });
});
