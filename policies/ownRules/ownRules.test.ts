import { OUR_RULES, useCommand } from "./ownRules.testSupport";

const { write, run, rulesFile } = useCommand();

describe("what every rule has", () => {
    beforeAll(() => write({ "our-rules/index.js": OUR_RULES }));

    it("is the organisation's rules' too: levels, settings with their lines, defaults and pages", () => {
        rulesFile(
            "./our-rules",
            "rules:\n  all: disabled\n  entrypoint-allowed:\n    allow: [a.py]\n",
        );
        const { stdout } = run(["check"]);
        expect(stdout).toContain(`render@1.0: entrypoint-allowed (advisory, high)
  render@1.0 starts something else.
  field   entrypoint
  found   null
  limit   ["a.py"]
  set in  bytenite.rules.yaml:7
  fix     Start one of ours.
  page    https://acme.example/rules/entrypoint-allowed
`);
        expect(run(["rules"]).stdout).toContain('entrypoint-allowed: advisory\n  allow: ["a.py"]');
        rulesFile("./our-rules", "rules: { all: disabled, entrypoint-allowed: mandatory }\n");
        expect(run(["check"]).stdout).toContain(`limit   ["main.py"]`);
    });

    it("refuses settings that the rule's schemas don't allow, with their lines", () => {
        rulesFile(
            "./our-rules",
            "rules:\n  entrypoint-allowed: { allow: 7 }\n  entrypoint-alowed: mandatory\n",
        );
        expect(run(["check"]).stderr).toMatch(
            /^bytenite\.rules\.yaml:5: rules\.entrypoint-allowed\.allow .*\nbytenite\.rules\.yaml:6: .*entrypoint-allowed/,
        );
    });

    it("lets waivers and a baseline name the rule", () => {
        const waiver =
            "waivers: [{ rule: entrypoint-allowed, app: '*', reason: r, owner: o, expires: 2999-01-01 }]\n";
        rulesFile(
            "./our-rules",
            `rules: { all: disabled, entrypoint-allowed: mandatory }\n${waiver}`,
        );
        expect(run(["check"]).status).toBe(0);
        rulesFile(
            "./our-rules",
            "rules: { all: disabled, entrypoint-allowed: mandatory }\nbaseline: b.json\n",
        );
        write({ "b.json": '{ "schemaVersion": 1, "findings": [] }' });
        const { stdout } = run(["baseline"]);
        expect(stdout).toContain('"rule": "entrypoint-allowed"');
        write({ "b.json": stdout });
        expect(run(["check"]).status).toBe(0);
    });
});
