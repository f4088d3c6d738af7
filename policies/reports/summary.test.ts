import { appRecord } from "../appRecord.testSupport";
import type { ShownApp } from "../judging/facts";
import { rules } from "../rules";
import { NO_RULES_FILE } from "../rulesFile/resolvedRules";
import type { EnforcementLevel } from "../contract/settings";
import { countRules, describeIdleRules, describeRun, whyNothing, type RunSummary } from "./summary";

describe("describeRun", () => {
    const run: RunSummary = { subject: "The stack shop/prod", apps: 4, rules: 12, mandatory: 3 };
    const file = "bytenite.rules.yaml";

    it.each<[string, Partial<RunSummary>, string]>([
        [
            "a file and an environment",
            { file, environments: ["production"] },
            "The stack shop/prod was judged by bytenite.rules.yaml (environment production): 4 apps, 12 rules, 3 of them mandatory.",
        ],
        [
            "several environments",
            { file, environments: ["staging", "eu"] },
            "The stack shop/prod was judged by bytenite.rules.yaml (environments staging, eu): 4 apps, 12 rules, 3 of them mandatory.",
        ],
        [
            "none",
            { file, environments: [] },
            "The stack shop/prod was judged by bytenite.rules.yaml (no environment): 4 apps, 12 rules, 3 of them mandatory.",
        ],
        [
            "no file",
            { mandatory: 0 },
            "The stack shop/prod was judged without a rules file: 4 apps, 12 rules, none of them mandatory.",
        ],
        [
            "a day that was set",
            { file, day: "2026-01-15", apps: 1, rules: 1, mandatory: 1 },
            "The stack shop/prod was judged by bytenite.rules.yaml (no environment), as of 2026-01-15, which BYTENITE_TODAY says: 1 app, 1 rule, 1 of them mandatory.",
        ],
        [
            "nothing judged",
            { apps: 0, rules: 0, mandatory: 0 },
            "The stack shop/prod was judged without a rules file: no apps, no rules.",
        ],
    ])("tells %s", (_what, changes, sentence) => {
        expect(describeRun({ ...run, ...changes })).toBe(sentence);
    });

    it("says that it does not know the stack", () => {
        const { subject: _, ...others } = run;
        expect(describeRun(others)).toMatch(/^A stack whose name is not known was judged/);
    });
});

describe("countRules", () => {
    const judging = rules.filter(
        ({ scope, name }) => scope !== "exceptions" && name !== "app-readable",
    );
    const at = (levels: Record<string, EnforcementLevel>) => ({
        ...NO_RULES_FILE,
        configuration: Object.fromEntries(
            Object.entries(levels).map(([name, enforcementLevel]) => [
                name,
                { enforcementLevel, settings: {}, origins: {} },
            ]),
        ),
    });

    it("counts every rule about apps and stacks as advisory where nobody says otherwise", () => {
        expect(countRules(NO_RULES_FILE)).toEqual({ rules: judging.length, mandatory: 0 });
    });

    it("counts what is mandatory, and not what is disabled or tells of other rules", () => {
        const levels = at({
            "gpu-allowed": "mandatory",
            "gpu-known": "disabled",
            "waiver-expired": "mandatory",
            "app-readable": "mandatory",
        });
        expect(countRules(levels)).toEqual({ rules: judging.length - 1, mandatory: 1 });
    });
});

describe("describeIdleRules", () => {
    const origin = { file: "bytenite.rules.yaml", line: 3 };
    const under = (apps: string[], more: object = {}) => ({
        ...NO_RULES_FILE,
        configuration: {
            "gpu-allowed": { settings: { apps }, origins: { apps: origin }, ...more },
        },
    });
    const shown = [
        appRecord({}, { tag: "render@1.0", name: "render", version: "1.0" }),
        appRecord({}, { tag: "train@2.0", name: "train", version: "2.0" }),
    ];

    it("names a rule that is for none of the apps, and where that is set", () => {
        expect(describeIdleRules(shown, under(["rendr@*"]))).toEqual([
            "Not judged by these rules, since their setting apps names no app that is here: gpu-allowed (bytenite.rules.yaml:3).",
        ]);
    });

    it.each<[string, ReturnType<typeof under>, readonly ShownApp[]]>([
        ["a rule that is for one of them", under(["rendr", "train"]), shown],
        ["a rule that is off", under(["rendr"], { enforcementLevel: "disabled" }), shown],
        ["a rule that nobody told for whom it is", under([], { origins: {} }), shown],
        ["where there is no app", under(["rendr"]), []],
    ])("does not name %s", (_what, organisation, apps) => {
        expect(describeIdleRules(apps, organisation)).toEqual([]);
    });
});

describe("whyNothing", () => {
    const only = (settings: Record<string, Record<string, unknown>>) => ({
        ...NO_RULES_FILE,
        source: { file: "bytenite.rules.yaml", environments: [] },
        configuration: Object.fromEntries(
            rules.map(({ name }) => {
                const own = settings[name];
                const enforcementLevel = own ? ("mandatory" as const) : ("disabled" as const);
                return [name, { enforcementLevel, settings: own ?? {}, origins: {} }];
            }),
        ),
    });
    const apps = [appRecord()];

    it("is that rules were given no setting that they judge by", () => {
        const bare = only({ "gpu-allowed": {}, "gpu-observed": { required: false } });
        expect(whyNothing(apps, bare)).toBe(
            "no rule that runs by bytenite.rules.yaml (no environment) has a setting that it judges by (gpu-allowed: allow or deny; gpu-observed: required). Give it one",
        );
    });

    it.each<[string, Parameters<typeof only>[0]]>([
        ["one of them was", { "gpu-allowed": {}, "gpu-observed": { required: true } }],
        ["another rule needs none", { "gpu-allowed": {}, "memory-minimum": {} }],
    ])("is nothing where %s", (_what, settings) => {
        expect(whyNothing(apps, only(settings))).toBeUndefined();
    });

    it("is the apps where what judges is for others", () => {
        const others = only({ "gpu-allowed": {}, "cpu-minimum": { apps: ["other"] } });
        expect(whyNothing(apps, others)).toContain("Look at the setting apps");
    });
});
