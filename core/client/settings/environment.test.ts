import { environmentSource } from "./environment";
import { SETTING_NAMES } from "./settings";
import { nameIn } from "./settings.testSupport";

const VARIABLES = [
    ...SETTING_NAMES.map((setting) => nameIn("environment", setting)),
    "BYTENITE_CREDENTIALS_FILE",
    "BYTENITE_LOG",
];

const warnings = (environment: Record<string, string>) => {
    const given: string[] = [];
    environmentSource(environment, (message) => given.push(message));
    return given;
};

describe("a variable that is misspelt", () => {
    it.each(VARIABLES)("for %s is warned about, once, and what it says is not shown", (name) => {
        const misspelt = `${name.slice(0, -2)}${name.at(-1)}${name.at(-2)}`;
        expect(warnings({ [misspelt]: "CANARY" })).toEqual([
            `The environment has ${misspelt}, which nothing here reads. Is ${name} meant?`,
        ]);
        expect(warnings({ [misspelt]: "CANARY" })).toEqual([]);
    });
});

it("a variable of the policies' is none of the client's, and no warning", () => {
    const policies = ["BYTENITE_REPORT", "BYTENITE_RULES_FILE", "BYTENITE_TODAY"];
    expect(warnings(Object.fromEntries(policies.map((name) => [name, "x"])))).toEqual([]);
    expect(warnings(Object.fromEntries(VARIABLES.map((name) => [name, "x"])))).toEqual([]);
});
