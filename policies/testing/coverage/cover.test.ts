import { defineAppRule } from "../../contract/rule";
import { rules } from "../../rules";
import type { LoadedRulesFile } from "../../rulesFile/resolve";
import type { TestApp } from "../appFacts";
import { aCase, load } from "../rulesInMemory.testSupport";
import { TestedRules, type ReadCase } from "../testedRules";
import { cover } from "./cover";

function missed(text: string, cases: ReadCase[], others: Partial<LoadedRulesFile> = {}): string[] {
    const file = load(text, others);
    return cover(file, new TestedRules(file), cases)
        .filter((each) => each.cases === 0)
        .map(({ part: { line, name } }) => `${line} ${name}`);
}

const h100: TestApp = { deviceRequirements: { gpu: ["H100"], minMemory: 4 } };

describe("the coverage of a rules file", () => {
    it.each<[string, string, ReadCase[], string[]]>([
        [
            "a setting is exercised where its rule judges an app by it",
            "rules:\n  gpu-allowed:\n    allow: [t4]",
            [aCase("p/s", {})],
            [],
        ],
        [
            "not where no app is covered",
            "rules:\n  gpu-allowed:\n    allow: [t4]\n    apps: [other@*]",
            [aCase("p/s", {})],
            ["2 rules.gpu-allowed", "3 rules.gpu-allowed.allow", "4 rules.gpu-allowed.apps"],
        ],
        [
            "not where another value is in force",
            "rules:\n  memory-minimum:\n    minimum: 4\nenvironments:\n  prod:\n    stacks: [p/prod]\n    rules:\n      memory-minimum: { minimum: 8 }",
            [aCase("p/prod", {})],
            ["3 rules.memory-minimum.minimum"],
        ],
        [
            "an environment is exercised by a case for a stack that it covers",
            "environments:\n  prod:\n    stacks: [p/prod]\n    rules:\n      gpu-known: mandatory",
            [aCase("p/dev", {})],
            ["2 environments.prod", "5 environments.prod.rules.gpu-known"],
        ],
        [
            "a level is exercised where it decides",
            "rules:\n  all: disabled\n  gpu-known: disabled\n  gpu-unique: mandatory",
            [aCase("p/s", {})],
            [],
        ],
        [
            "not where an environment decides",
            "rules:\n  gpu-known: mandatory\nenvironments:\n  prod:\n    stacks: [p/prod]\n    rules:\n      gpu-known: advisory",
            [aCase("p/prod", {})],
            ["2 rules.gpu-known"],
        ],
        [
            "a waiver is exercised by a finding that it covers",
            "waivers:\n  - { rule: gpu-known, app: x, reason: r, owner: o, expires: 2027-01-01 }\n  - { rule: memory-minimum, app: y, reason: r, owner: o, expires: 2027-01-01 }",
            [
                aCase("p/s", { tag: "x@1.0", deviceRequirements: { gpu: ["h10o"] } }),
                aCase("p/s", { tag: "y@1.0", ...h100 }),
            ],
            ["3 waivers[1]"],
        ],
        [
            "an expired waiver by an app that it names",
            "waivers:\n  - { rule: gpu-known, app: x, reason: r, owner: o, expires: 2026-01-14 }",
            [aCase("p/s", { tag: "x@1.0" })],
            [],
        ],
        [
            "defaults by a rule that takes them, and onUnknown never counts",
            "defaults:\n  onUnknown: fail\n  apps: [a@*]\n  enforcementLevel: mandatory",
            [aCase("p/s", { tag: "b@1.0" })],
            ["3 defaults.apps", "4 defaults.enforcementLevel"],
        ],
        [
            "a model of one's own by an app that lists it",
            "catalogue:\n  gpus:\n    models:\n      - { name: quantum 9000, family: q, vram: 8 }\n      - { name: quantum 9001, family: q, vram: 8 }",
            [aCase("p/s", { deviceRequirements: { gpu: ["Quantum 9001"] } })],
            ["4 catalogue.gpus.models[0]"],
        ],
        [
            "what reports on waivers by a waiver that names an app",
            "rules:\n  waiver-expiring:\n    days: 3",
            [aCase("p/s", {})],
            ["2 rules.waiver-expiring", "3 rules.waiver-expiring.days"],
        ],
        [
            "a lock file by an app that its rule judges",
            "rules: { all: disabled }\nlock: l.json",
            [aCase("p/s", {})],
            ["2 lock"],
        ],
    ])("%s", (_what, text, cases, expected) => {
        expect(missed(text, cases, { lockedHashes: {} })).toEqual(expected);
    });

    it("has the lines of an organisation's own rules", () => {
        const ours = defineAppRule<{ most: number }>({
            name: "ours",
            description: "d",
            explanation: "e",
            remediation: "r",
            category: "gpu",
            severity: "low",
            settings: { most: { type: "integer", description: "d" } },
            evaluate: () => [],
        });
        const text =
            "rules:\n  all: disabled\n  ours:\n    enforcementLevel: mandatory\n    most: 1";
        const others = { rules: [...rules, ours] };
        expect(missed(text, [aCase("p/s", {})], others)).toEqual([]);
        expect(missed(text, [], others)).toHaveLength(4);
    });

    it("has the baseline where it accepts a finding", () => {
        const text = "rules: { memory-minimum: { minimum: 8 } }\nbaseline: b.json";
        const accepted = {
            rule: "memory-minimum",
            app: "img-gen@4.0",
            field: "deviceRequirements.minMemory",
        };
        const baseline = [{ ...accepted, found: 4 }];
        expect(missed(text, [aCase("p/s", h100)], { baseline })).toEqual([]);
        expect(missed(text, [aCase("p/s", h100)], { baseline: [] })).toEqual(["2 baseline"]);
    });
});
