import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DocumentError } from "bytenite-core/documents";
import { checkRules } from "./index";

const folder = mkdtempSync(join(tmpdir(), "bytenite-rules-test-"));
const path = join(folder, "bytenite.rules.test.yaml");
afterAll(() => rmSync(folder, { recursive: true }));

const check = (cases: string, rules = RULES) => {
    writeFileSync(join(folder, "bytenite.rules.yaml"), rules);
    writeFileSync(path, cases);
    return checkRules(path);
};

const RULES = `
rules:
  all: disabled
  gpu-allowed: { enforcementLevel: mandatory, allow: [t4] }
  stack-app-count: { maximum: 1 }
environments:
  development:
    stacks: ["*/dev"]
    rules: { all: advisory, gpu-known: disabled }
waivers:
  - { rule: gpu-allowed, app: old@1.0, reason: legacy, owner: o, expires: 2026-01-31 }
`;

const PASSING = `
today: "2026-01-15"
cases:
  - case: production takes a T4
    stack: shop/prod
    app: { deviceRequirements: { gpu: [Tesla T4] } }
  - case: production refuses an H100
    stack: shop/prod
    app: { tag: render@2.0, deviceRequirements: { gpu: [H100] } }
    finds:
      - rule: gpu-allowed
        level: mandatory
        app: render@2.0
        message: 'render@2.0 lists "H100", which is not allowed (allowed: "t4"), set in bytenite.rules.yaml:4. In the app''s manifest, set "device_requirements": {"gpu": ["tesla t4"]} and push the app again.'
  - case: the waiver holds, and is reported
    stack: shop/prod
    app: { tag: old@1.0, deviceRequirements: { gpu: [H100] } }
    finds:
      - { rule: waiver-applied, level: advisory, contains: legacy }
  - case: a stack has one app
    stack: shop/prod
    apps: [{ tag: a@1.0 }, { tag: b@1.0 }]
    finds:
      - { rule: stack-app-count, app: "" }
`;

describe("checkRules", () => {
    it("passes where the rules find what the cases expect", async () => {
        await check(PASSING);
    });

    it.each([
        ["environments", RULES, "", "cases[0] and 1 other case have"],
        [
            "waivers for some stacks",
            "waivers: [{ rule: gpu-known, app: a, reason: r, owner: o, expires: 2027-01-01, stacks: [dev] }]",
            "",
            "cases[0] and 1 other case have",
        ],
        [
            "environments, and one case says its stack",
            RULES,
            "    stack: shop/prod\n",
            "cases[1] has",
        ],
    ])("asks for the stack where the rules file has %s", async (_what, rules, first, who) => {
        const cases = `cases:\n  - case: one\n${first}    app: {}\n  - case: two\n    app: {}\n`;
        const error: unknown = await check(cases, rules).catch((reason: unknown) => reason);
        expect((error as DocumentError).problems).toEqual([
            expect.stringMatching(/bytenite\.rules\.test\.yaml:\d: /),
        ]);
        expect((error as DocumentError).problems[0]).toContain(
            `: ${who} no stack, and bytenite.rules.yaml has rules or waivers for some stacks only. Write stack: project/stack there, or once at the top of the file for every case that has none`,
        );
    });

    it("needs no stack where every stack has the same rules, or the file says one for all", async () => {
        await check(
            "cases: [{ case: one, app: {} }]",
            "rules: { all: disabled, gpu-known: mandatory }",
        );
        await check("stack: shop/prod\ncases: [{ case: one, app: {} }]");
    });

    it("shows what is missing and what is too much, with the line of the case", async () => {
        const result = check(`
stack: shop/prod
cases:
  - case: fine
    app: {}
  - case: wrong level
    app: { deviceRequirements: { gpu: [H100] } }
    finds: [{ rule: gpu-allowed, level: advisory }, { rule: gpu-known }]
`);
        await expect(result).rejects.toMatchObject({
            name: "RulesTestError",
            code: "RULES_TEST_FAILED",
            message: `
bytenite.rules.test.yaml:6: wrong level
  - expected, but not found:  gpu-allowed (advisory)
  - expected, but not found:  gpu-known
  + found, but not expected:  gpu-allowed (mandatory) on img-gen@4.0: img-gen@4.0 lists "H100", which is not allowed (allowed: "t4"), set in bytenite.rules.yaml:4. In the app's manifest, set "device_requirements": {"gpu": ["tesla t4"]} and push the app again. [RULES_TEST_FAILED]`.replace(
                "bytenite.rules.test.yaml",
                path,
            ),
        });
    });

    it("judges by today's date unless the file gives one", async () => {
        await expect(check(PASSING.replace('today: "2026-01-15"', ""))).rejects.toThrow(
            /expired on 2026-01-31/,
        );
    });

    it("tells a mistake in the test file", async () => {
        await expect(check("cases: [{ case: a, ap: {} }]")).rejects.toThrow(
            /:1: cases\[0\] has the unknown key "ap"; did you mean "app"\?/,
        );
    });

    it.each([
        ["cases: []", /cases must be a list of at least one case, found an empty list/],
        ["cases: [{ case: a }]", /cases\[0\] must have app or apps/],
        ["cases: [{ case: a, apps: [] }]", /apps must be a list of at least one app/],
    ])("does not pass where nothing is judged: %s", async (text, message) => {
        await expect(check(text)).rejects.toThrow(message);
    });

    it("does not pass where no rule runs in any case", async () => {
        const rules = "rules: { all: disabled }";
        await expect(check("cases: [{ case: a, app: {} }]", rules)).rejects.toThrow(
            /test\.yaml tests nothing: no rule of .*bytenite\.rules\.yaml runs for the stacks of/,
        );
    });

    it("tells a mistake in the rules file", async () => {
        await expect(check(PASSING, "rules: { gpu-alowed: mandatory }")).rejects.toThrow(
            /^bytenite\.rules\.yaml:1: rules has the unknown key "gpu-alowed"/,
        );
    });

    it("tells a rules file that is not there", async () => {
        await expect(check(`rulesFile: none.yaml\n${PASSING}`)).rejects.toThrow(
            /There is no rules file at .*none\.yaml/,
        );
    });
});
