import type { Emulator } from "bytenite-emulator";
import { app, startTestEmulator } from "../dev/support/emulator";
import { Backend, type Stack } from "../dev/support/stack";

/** What a program may write, which some compiler or other lets pass, and what is said about it. */
const MISTAKES: [name: string, declared: object, message: string][] = [
    ["aList", { args: [] }, "What it selects by must be a mapping."],
    ["aText", { args: "alice" }, "What it selects by must be a mapping."],
    ["limited", { args: { limit: 5 } }, 'There is no argument "limit", only name, owner, userName'],
    ["misspelt", { args: { gpus: "t4" } }, 'There is no argument "gpus", only name,'],
    ["number", { args: { name: 5 } }, "name must be a text that is not empty, but is 5."],
    ["empty", { args: { status: "" } }, 'status must be a text that is not empty, but is "".'],
    ["gpuList", { args: { gpu: ["t4"] } }, 'gpu must be a text that is not empty, but is ["t4"].'],
    ["public", { args: { isPublic: "yes" } }, 'isPublic must be true or false, but is "yes".'],
    ["onChange", { args: { onChange: "ignore" } }, 'onChange must be "accept" or "refuse", but is'],
    [
        "upsideDown",
        { args: { expect: { minimum: 5, maximum: 3 } } },
        'and the minimum no more than the maximum, but is {"minimum":5,"maximum":3}.',
    ],
    ["tagText", { args: { tags: "a" } }, 'tags must be a list of texts, but is "a".'],
    ["tagNull", { args: { tags: [null] } }, "tags must be a list of texts, but is [null]."],
    [
        "tagSyntax",
        { args: { tags: ["a", "a b", "a@x"] } },
        'The tag "a b" contains white space; expected name, name@major',
    ],
    ["gone", { args: { tags: ["gone"] } }, "If the app is gone for good, take its tag out of the"],
    ["tooMany", { args: { expect: { maximum: 1 } } }, "2 apps are selected, but at most 1 must be"],
    ["imported", { opts: { import: "x" } }, "The option import has no use here: an update takes"],
    ["read", { opts: { id: "x" } }, "The option id has no use here: an update takes over"],
    ["appRead", { isApp: true, opts: { id: "a" } }, "The option id has no use here: an update"],
    [
        "appMisspelt",
        { isApp: true, args: { requirestatus: "active" } },
        'There is no argument "requirestatus", only tag, requireStatus, waitFor.',
    ],
    ["appWaits", { isApp: true, args: { waitFor: 5 } }, "waitFor needs requireStatus: without it"],
    [
        "appSettings",
        { isApp: true, args: { settings: {} } },
        'There is no argument "settings", only tag, requireStatus, waitFor. Settings go into the',
    ],
    ["optionKey", { opts: { apiKey: "x" } }, 'There is no option "apiKey". Settings go into'],
    [
        "settingMisspelt",
        { opts: { settings: { apikey: "x" } } },
        '"settings.apikey" in the program is no setting, and nothing would look at it.',
    ],
    [
        "elsewhere",
        { opts: { settings: { endpoint: "http://127.0.0.1:9/v1" } } },
        "ByteNite can't be reached at http://127.0.0.1:9/v1 for an access token (ECONNREFUSED",
    ],
    [
        "locked out",
        { opts: { settings: { apiKey: "another" } } },
        "The credentials were refused when asking for an access token",
    ],
];

describe("what a program may write for a selection", () => {
    let emulator: Emulator;
    let backend: Backend;
    let stack: Stack;

    beforeAll(async () => {
        let environment: NodeJS.ProcessEnv;
        ({ emulator, environment } = await startTestEmulator([]));
        backend = await Backend.create();
        environment = { ...environment, BYTENITE_RETRIES: "0" };
        stack = await backend.stack("selections", { program: "selections", environment });
    });
    beforeEach(() => emulator.setCatalogue({ apps: [app("a"), app("b")] }));
    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    const declare = (selections: object) =>
        stack.configure({ selections: JSON.stringify(selections) });
    const inState = async () => {
        const resources = await stack.resources();
        return new Map(resources.map((each) => [each.urn.split("::").pop(), each]));
    };
    const membersOf = async (name: string) =>
        Object.keys((await inState()).get(name)?.outputs?.apps ?? {});

    test("every mistake is told at once, each with its selection, and without a stack trace", async () => {
        await declare(Object.fromEntries(MISTAKES.map(([name, declared]) => [name, declared])));
        const { exitCode, stdout, stderr } = await stack.run("preview");
        expect(exitCode).not.toBe(0);
        const told = stdout.split("\n").map((line) => line.trim());
        for (const [name, { isApp }, message] of MISTAKES as [string, { isApp?: true }, string][]) {
            const opening = `error: ${isApp ? "App" : "AppSelection"} "${name}": `;
            const lines = told.filter((line) => line.startsWith(opening));
            expect({ name, lines }).toEqual({ name, lines: [expect.stringContaining(message)] });
        }
        expect(stdout + stderr).not.toMatch(/^\s+at /m);
    });

    test("Pulumi's options do for a selection what they do for any resource", async () => {
        const all = {
            ofComponent: { isInComponent: true },
            secret: { isSecret: true },
            kept: {},
            frozen: {},
            replaced: { opts: { replaceOnChanges: ["apps"] } },
            none: { args: { tags: [] } },
        };
        await declare({ ...all, before: {} });
        await stack.succeed("up");
        await stack.succeed("preview", "--expect-no-changes");

        emulator.setCatalogue({ apps: [app("a", { status: "inactive" }), app("new")] });
        await declare({
            ...all,
            kept: { opts: { ignoreChanges: ["apps"] } },
            frozen: { opts: { ignoreChanges: ['apps["a@1.0"].status'] } },
            after: { opts: { aliases: [{ name: "before" }] } },
        });
        const output = await stack.succeed("up");
        expect(output).toMatch(/AppSelection after updated/);
        expect(output).toMatch(/AppSelection replaced created replacement/);
        expect(output).not.toMatch(/AppSelection none (updated|created)/);
        const now = ["a@1.0", "new@1.0"];
        expect(await membersOf("after")).toEqual(now);
        expect(await membersOf("replaced")).toEqual(now);
        expect(await membersOf("ofComponent")).toEqual(now);
        expect(await membersOf("kept")).toEqual(["a@1.0", "b@1.0"]);
        expect(await membersOf("frozen")).toEqual(now);
        const resources = await inState();
        expect(resources.get("before")).toBeUndefined();
        expect(resources.get("frozen")?.outputs?.apps).toMatchObject({
            "a@1.0": { status: "active" },
        });
        const secret = resources.get("secret");
        for (const properties of [secret?.inputs, secret?.outputs]) {
            expect(properties?.apps).toHaveProperty("ciphertext");
            expect(properties?.select).toHaveProperty("ciphertext");
        }
        await stack.succeed("refresh");
        await stack.succeed("destroy");
        expect(await stack.resources()).toEqual([]);
    });

    test("a transform may demand more, but not select by something else", async () => {
        await declare({ team: { args: { name: "*" } } });
        await stack.succeed("up");
        emulator.setCatalogue({ apps: [app("a"), app("new")] });

        await declare({ team: { args: { name: "*" }, transform: { onChange: "refuse" } } });
        const refused = await stack.run("preview");
        expect(refused.exitCode).not.toBe(0);
        expect(refused.stdout).toContain('(entered: "new@1.0"; left: "b@1.0")');

        await declare({ team: { args: { name: "*" }, transform: { select: { name: "a" } } } });
        const { exitCode, stdout } = await stack.run("up");
        expect(exitCode).not.toBe(0);
        expect(stdout).toContain(
            'the apps were selected by {"name":"*"}, but what arrives is {"name":"a"}: a resource transform or ignoreChanges puts it in place of the other.',
        );
        expect(await membersOf("team")).toEqual(["a@1.0", "b@1.0"]);
    });
});
