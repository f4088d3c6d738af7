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
    ["noOptions", { onlyOpts: null }, "The options must be a mapping."],
    ["appNoOptions", { isApp: true, onlyOpts: null }, "The options must be a mapping."],
    ["textOptions", { isApp: true, onlyOpts: "x" }, "The options must be a mapping."],
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

    test.each<[what: string, declared: object, message: string, advice: string]>([
        [
            "an output",
            { isKeySecret: true },
            "settings.apiKey in the program must be a text, but is an object.",
            "make the App there, or set it for the whole stack: pulumi config set --secret bytenite:apiKey",
        ],
        [
            "a number",
            { opts: { settings: { accessToken: 12345 } } },
            "settings.accessToken in the program must be a text, but is a number.",
            "[INVALID_SETTING]",
        ],
    ])("credentials that are %s are not replaced by the environment's", async (_what, ...given) => {
        const [declared, message, advice] = given;
        await declare({ team: declared, render: { isApp: true, ...declared } });
        await stack.configure({ key: "canary-in-the-program" });
        emulator.clearRequests();
        const { exitCode, stdout, stderr } = await stack.run("preview");
        expect(exitCode).not.toBe(0);
        expect(stdout).toContain(message);
        expect(stdout).toContain(advice);
        expect(stdout + stderr).not.toMatch(/canary|12345|^\s+at /m);
        expect(emulator.countRequests()).toBe(0);
    });

    test("what a transform requires holds", async () => {
        const passing = {
            render: { isApp: true, transform: { requireStatus: "active" } },
            team: { transform: { expect: { minimum: 2 } } },
        };
        await declare(passing);
        await stack.succeed("up");
        const stored = await inState();
        expect(stored.get("render")?.outputs?.requireStatus).toBe("active");
        expect(stored.get("team")?.outputs?.expect).toEqual({ minimum: 2 });
        await stack.succeed("refresh");
        await stack.succeed("preview", "--expect-no-changes");

        emulator.setCatalogue({ apps: [app("a", { status: "inactive" })] });
        const told = {
            render: 'The app "a" has the status "inactive", but "active" is required. Activate the app at ByteNite, or change requireStatus. [STATUS_MISMATCH]',
            team: "1 app is selected, but at least 2 must be",
        };
        for (const [name, message] of Object.entries(told)) {
            await declare({ ...passing, [name === "render" ? "team" : "render"]: { isApp: true } });
            for (const command of ["preview", "up"]) {
                const { exitCode, stdout } = await stack.run(command);
                expect([command, name, exitCode === 0]).toEqual([command, name, false]);
                expect(stdout).toContain(message);
            }
        }
        for (const [declared, message] of [
            [{ isApp: true, transform: { waitFor: 60 } }, "Give it where the App is made."],
            [{ transform: { requireStatus: "active" } }, 'There is no argument "requireStatus"'],
            [{ transform: { name: "a" } }, 'but what arrives is {"name":"a"}'],
            [{ transform: { expect: { min: 1 } } }, "expect must be { minimum, maximum }"],
        ] as const) {
            await declare({ other: declared });
            const { exitCode, stdout } = await stack.run("up");
            expect([message, exitCode === 0]).toEqual([message, false]);
            expect(stdout).toContain(message);
        }
        emulator.setCatalogue({ apps: [app("a"), app("b")] });
        await declare({});
        await stack.succeed("up");
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
