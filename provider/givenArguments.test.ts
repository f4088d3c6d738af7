import * as pulumi from "@pulumi/pulumi";
import { InvalidSettingError, SETTING_NAMES } from "bytenite-core/client";
import { getApp, getApps, getAppStatus, type LookUpError } from "./index";
import { connect } from "./session/connection";
import { useTestCatalogue } from "./testing";

type Given = Record<string, unknown>;

/** How people misspell a name, and what they take from elsewhere. */
const misspelt = (names: readonly string[]) =>
    [
        ...new Set([
            ...names.flatMap((name) => [
                name.toLowerCase(),
                name.toUpperCase(),
                `${name}s`,
                name.slice(0, -1),
                name.replace(/[A-Z]/g, "_$&").toLowerCase(),
            ]),
            "__proto__",
            "constructor",
            "",
        ]),
    ].filter((name) => !names.includes(name));

/** A mapping with a key of any name, `__proto__` too. */
const withKey = (given: Given, name: string, value: unknown): Given =>
    Object.fromEntries([...Object.entries(given), [name, value]]);

/** Each data source by its name (test/selectionArguments.test.ts has the resources): its arguments, those it takes at least, and how it is asked. */
const FUNCTIONS: [
    name: string,
    known: string[],
    least: Given,
    ask: (args: unknown, opts?: object) => Promise<unknown>,
][] = [
    [
        "getApp",
        ["tag", "requireStatus", "waitFor", "includeRegistryCredentials"],
        { tag: "render" },
        (args, opts) => getApp(args as never, opts),
    ],
    ["getAppStatus", ["tag"], { tag: "render" }, (args, opts) => getAppStatus(args as never, opts)],
    [
        "getApps",
        ["name", "gpu", "owner", "userName", "status", "isPublic", "orderBy", "limit"],
        {},
        (args, opts) => getApps(args as never, opts),
    ],
];

const outcome = (asked: Promise<unknown>) =>
    asked.then(
        () => "passed",
        (error: LookUpError) => `${error.code} ${error.message}`,
    );

/** Begins a deployment, which no catalogue was in yet. */
const deploy = () =>
    pulumi.runtime.setMocks(
        {
            newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
            call: () => ({}),
        },
        "render-farm",
    );

let restore: () => void;
beforeAll(async () => {
    await deploy();
    restore = useTestCatalogue([{ name: "render", version: "1.0" }]);
});
afterAll(() => restore());
afterEach(() => pulumi.runtime.setAllConfig({}));

describe.each(FUNCTIONS)("%s", (_function, known, least, ask) => {
    test("takes what it has", async () => {
        expect(await outcome(ask(least))).toBe("passed");
        const absent = Object.fromEntries(known.map((name) => [name, undefined]));
        expect(await outcome(ask({ ...absent, ...least }))).toBe("passed");
    });

    test.each(misspelt(known))(
        "refuses an argument %j, at which nothing would look",
        async (name) => {
            expect(await outcome(ask(withKey(least, name, "x")))).toMatch(
                new RegExp(
                    `^INVALID_ARGUMENT .*There is no argument ${JSON.stringify(name)}, only `,
                ),
            );
        },
    );

    test.each([[[]], ["render"], [5], [null]])("refuses %j in place of arguments", async (args) => {
        expect(await outcome(ask(args))).toMatch(/^INVALID_ARGUMENT .*must be a mapping/);
    });

    test("says where settings belong", async () => {
        expect(await outcome(ask({ ...least, settings: {} }))).toContain(
            "Settings go into the options",
        );
        for (const name of [...SETTING_NAMES, "setting", "Settings", "setings", "SETTINGS"]) {
            expect(await outcome(ask(least, { [name]: "CANARY" }))).toMatch(
                new RegExp(`^INVALID_ARGUMENT ((?!CANARY).)*There is no option "${name}"`),
            );
        }
    });

    test.each([null, "CANARY", 5, [["CANARY"]]])(
        "refuses %j for options or settings",
        async (wrong) => {
            expect(await outcome(ask(least, wrong as never))).toMatch(
                /^INVALID_ARGUMENT ((?!CANARY).)*The options must be a mapping/,
            );
            expect(await outcome(ask(least, { settings: wrong }))).toMatch(
                /^INVALID_SETTING ((?!CANARY).)*settings in the program must be a mapping/,
            );
        },
    );

    test("refuses an argument of a wrong type", async () => {
        for (const name of known.filter((each) => each !== "tag")) {
            for (const wrong of [{}, [[]], Number.NaN, null]) {
                expect(await outcome(ask({ ...least, [name]: wrong }))).toMatch(
                    new RegExp(`^INVALID_ARGUMENT .*\\b${name} must be `),
                );
            }
        }
    });
});

describe("settings", () => {
    const wrong = [["x"], () => "x", Symbol("x"), 5n, {}, Promise.resolve("x"), pulumi.output("x")];
    test.each(SETTING_NAMES)("refuse what %s can't be, where a catalogue needs none", (name) => {
        for (const value of wrong) {
            expect(() => connect({ [name]: value })).toThrow(InvalidSettingError);
        }
    });

    test.each([Promise.resolve({ apiKey: "x" }), new Map([["apiKey", "x"]])])(
        "refuse %p, in which nobody would find them",
        (all) => {
            expect(() => connect(all as never)).toThrow("must be a mapping of settings");
        },
    );

    test.each(misspelt(SETTING_NAMES))("refuses %j in the program", (name) => {
        expect(() => connect(withKey({}, name, "CANARY"))).toThrow(
            /^((?!CANARY).)*in the program is no setting, and nothing would look at it/,
        );
    });

    test("take every setting", () => {
        const all = Object.fromEntries(SETTING_NAMES.map((name) => [name, "x"]));
        expect(() => connect(all)).not.toThrow();
    });

    test.each(misspelt(SETTING_NAMES))("refuses %j in the stack configuration", async (name) => {
        restore();
        await deploy();
        pulumi.runtime.setAllConfig({ [`bytenite:${name}`]: "CANARY", [`other:${name}`]: "x" });
        expect(() => connect()).toThrow(
            /^((?!CANARY).)*in the stack configuration is no setting, and nothing would look/,
        );
    });

    test.each(["ByteNite:endpoint", "BYTENITE:apiKey"])(
        "refuses %j, which no package looks at",
        async (key) => {
            restore();
            await deploy();
            pulumi.runtime.setAllConfig({ [key]: "CANARY" });
            expect(() => connect()).toThrow(
                /^((?!CANARY).)*in the stack configuration is no setting/,
            );
        },
    );
});
