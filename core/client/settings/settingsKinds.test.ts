import { InvalidSettingError } from "../errors";
import { plainGuide } from "../guide";
import { resolveLock } from "../lockFile";
import { SETTING_KINDS, SETTING_NAMES, type SettingName } from "./settings";
import { nameIn, programSource, useCredentialsFile } from "./settings.testSupport";
import type { Source } from "./sources";

const { resolve } = useCredentialsFile();

/** What no setting can have, and what the message calls it. */
const NEVER: [what: string, value: unknown][] = [
    ["an object", { CANARY: "CANARY" }],
    ["an object", Promise.resolve("CANARY")],
    ["an object", new Map([["CANARY", "CANARY"]])],
    ["an object", new String("CANARY")],
    ["a list", ["CANARY"]],
    ["a function", () => "CANARY"],
    ["a symbol", Symbol("CANARY")],
    ["a bigint", 4711n],
];
const SOMETIMES: [what: string, value: unknown][] = [
    ["a number", 4711],
    ["a number", Number.NaN],
    ["a boolean", false],
    ["a boolean", true],
];
const EXPECTED = { string: "a text", number: "a number", boolean: "true or false" };
const MISTAKES = SETTING_NAMES.flatMap((setting) =>
    [...NEVER, ...SOMETIMES.filter(([, value]) => typeof value !== SETTING_KINDS[setting])].map(
        ([what, value]): [SettingName, string, unknown] => [setting, what, value],
    ),
);
/** With all that a later place would have given in its stead. */
const ELSEWHERE = {
    BYTENITE_API_KEY: "another",
    BYTENITE_ENDPOINT: "https://another.test",
    BYTENITE_LOCK: "off",
};

/** Reads the setting, where the place has it besides what else makes somebody look for it. */
function readFrom(place: "program" | "stack", setting: SettingName, value: unknown): unknown {
    const needed = setting === "allowInsecureEndpoint" ? { endpoint: "http://a.test" } : {};
    if (setting === "lock" || setting === "lockFile") {
        return resolveLock([programSource({ [setting]: value })]);
    }
    const given = Object.fromEntries<unknown>(
        Object.entries({ ...needed, [setting]: value }).map(([name, each]) => [
            nameIn(place, name as SettingName),
            each,
        ]),
    );
    return resolve({ [place]: given, environment: ELSEWHERE });
}

function failureOf(work: () => unknown): InvalidSettingError {
    try {
        work();
    } catch (error) {
        if (error instanceof InvalidSettingError) return error;
        throw error;
    }
    throw new Error("It passed.");
}

describe("a value that a setting can't have", () => {
    it.each(MISTAKES)("%s that is %s is refused, and not shown: %p", (setting, what, value) => {
        const advice = what === "an object" ? ` ${plainGuide.ifKnownLater(setting)}` : "";
        expect(failureOf(() => readFrom("program", setting, value)).message).toBe(
            `settings.${setting} in the program must be ${EXPECTED[SETTING_KINDS[setting]]}, but is ${what}.${advice}`,
        );
    });

    it.each(MISTAKES.filter(([setting]) => !setting.startsWith("lock")))(
        "%s that is %s is refused in any place, and not looked for in the next: %p",
        (setting, _what, value) => {
            const { message } = failureOf(() => readFrom("stack", setting, value));
            expect(message).toMatch(`bytenite:${setting} in the configuration must be `);
            expect(message).not.toMatch(/CANARY|4711/);
        },
    );

    it("is refused beside a token, which goes first", () => {
        const program = { accessToken: "token", apiKey: 4711 };
        expect(failureOf(() => resolve({ program })).message).toBe(
            "settings.apiKey in the program must be a text, but is a number.",
        );
    });

    it("is told with what its reader can do", () => {
        const guide = { ...plainGuide, ifKnownLater: (setting: string) => `Wait for ${setting}.` };
        const error = failureOf(() => readFrom("program", "apiKey", Promise.resolve("CANARY")));
        expect(error.messageFor(guide)).toMatch(/but is an object\. Wait for apiKey\.$/);
    });

    it("does not matter behind a place that has the setting", () => {
        const later: Source = { ...programSource({ lockFile: 5 }), where: "later" };
        const { shownAs } = resolveLock([programSource({ lockFile: "a.json" }), later]);
        expect(shownAs).toBe("a.json");
    });
});
