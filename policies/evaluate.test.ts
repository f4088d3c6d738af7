import fc from "fast-check";
import { anyApp, appRecord } from "./appRecord.testSupport";
import { evaluate } from "./evaluate";
import { rules } from "./rules";
import { defineRule, type Rule } from "./rules/rule";

const settings = {
    "gpu-allowed": { allow: ["t4"], deny: ["h100"] },
    "memory-minimum": { minimum: 4 },
};

describe("evaluate", () => {
    it("finds nothing without apps or without rules", () => {
        expect(evaluate([], rules, settings)).toEqual([]);
        expect(evaluate([appRecord({ gpu: ["h100"] })], [], settings)).toEqual([]);
    });

    it("tells which rule has something against which field of which app, in their order", () => {
        const apps = [
            appRecord({ gpu: ["h100", "l4"], minMemory: 1 }, { tag: "b@1.0" }),
            appRecord({ gpu: ["t4"], minMemory: 8 }, { tag: "c@1.0" }),
            appRecord({ gpu: [], minMemory: 3 }, { tag: "a@1.0" }),
        ];
        const found = evaluate(apps, rules, settings);
        expect(found.map(({ tag, rule, field }) => [tag, rule, field])).toEqual([
            ["a@1.0", "memory-minimum", "deviceRequirements.minMemory"],
            ["b@1.0", "gpu-allowed", "deviceRequirements.gpu"],
            ["b@1.0", "gpu-allowed", "deviceRequirements.gpu"],
            ["b@1.0", "memory-minimum", "deviceRequirements.minMemory"],
        ]);
        expect(found[0]).toEqual({
            rule: "memory-minimum",
            tag: "a@1.0",
            field: "deviceRequirements.minMemory",
            message: "a@1.0 asks for 3 GB of memory, but the least that is allowed here is 4 GB",
            fix: 'In the app\'s manifest, set "device_requirements": {"min_memory": 4} and push the app again',
        });
    });

    it("uses the defaults of the schemas for what is not set", () => {
        const app = appRecord({ minMemory: 3 });
        expect(evaluate([app], rules, {})).toEqual([]);
        expect(evaluate([app], rules, { "memory-minimum": {} })).toEqual([]);
        expect(evaluate([app], rules, { "memory-minimum": undefined })).toEqual([]);
        expect(evaluate([app], rules, { "memory-minimum": { minimum: 3.5 } })).toHaveLength(1);
        expect(evaluate([app], rules, { "no-such-rule": { minimum: 3.5 } })).toEqual([]);
    });

    it("gives the same whatever the order of apps and rules, and changes neither", () => {
        const apps = fc.array(anyApp, { maxLength: 6 });
        const shuffled = apps.chain((list) =>
            fc.tuple(
                fc.constant(list),
                fc.shuffledSubarray(list, { minLength: list.length }),
                fc.shuffledSubarray([...rules], { minLength: rules.length }),
            ),
        );
        fc.assert(
            fc.property(shuffled, ([given, otherApps, otherRules]) => {
                const before = JSON.stringify(given);
                const found = evaluate(given, rules, settings);
                expect(evaluate(otherApps, otherRules, settings)).toEqual(found);
                expect(evaluate(given, rules, settings)).toEqual(found);
                expect(JSON.stringify(given)).toBe(before);
            }),
            { numRuns: 1000 },
        );
    });

    it("judges each app by itself", () => {
        fc.assert(
            fc.property(fc.array(anyApp, { maxLength: 4 }), (apps) => {
                const apart = apps.flatMap((app) => evaluate([app], rules, settings));
                expect(evaluate(apps, rules, settings)).toHaveLength(apart.length);
            }),
        );
    });
});

describe("the rules", () => {
    it("have names in kebab case, in order, each once", () => {
        const names = rules.map(({ name }) => name);
        for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
        expect(names).toEqual([...new Set(names)].sort());
        expect(names).not.toContain("all");
    });

    it.each(rules.map((rule): [string, Rule] => [rule.name, rule]))(
        "%s says what it is and what its settings are",
        (_name, rule) => {
            expect(rule.description).toMatch(/^[A-Z].*\.$/);
            expect(rule.remediation).toMatch(/^[A-Z].*\.$/);
            expect(["low", "medium", "high", "critical"]).toContain(rule.severity);
            for (const { description } of Object.values(rule.settings)) {
                expect(description).toMatch(/^[A-Z].*\.$/);
            }
        },
    );
});

describe("defineRule", () => {
    it("fills in each default by itself", () => {
        const seen: unknown[] = [];
        const rule = defineRule<{ a: number; b: string; c?: string[] }>({
            name: "example",
            description: "",
            remediation: "",
            severity: "low",
            settings: {
                a: { type: "number", default: 0, description: "" },
                b: { type: "string", default: "x", description: "" },
                c: { type: "array", description: "" },
            },
            evaluate: (_app, given) => {
                seen.push(given);
                return [];
            },
        });
        rule.evaluate(appRecord(), {});
        rule.evaluate(appRecord(), { b: "", c: [] });
        expect(seen).toEqual([
            { a: 0, b: "x" },
            { a: 0, b: "", c: [] },
        ]);
    });
});
