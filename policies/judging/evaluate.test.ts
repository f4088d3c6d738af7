import fc from "fast-check";
import { runs } from "../../dev/support/propertyRuns";
import { anyApp, appRecord } from "../appRecord.testSupport";
import { evaluate } from "./evaluate";
import { rules } from "../rules";
import type { RuleConfiguration } from "../rulesFile/resolvedRules";
import { NO_RULES_FILE } from "../rulesFile/resolvedRules";

const TODAY = "2026-01-15";

const organisation = (configuration: Record<string, Partial<RuleConfiguration>>) => ({
    ...NO_RULES_FILE,
    configuration: Object.fromEntries(
        rules.map(({ name }) => {
            const given = configuration[name];
            return [
                name,
                {
                    enforcementLevel: given ? ("mandatory" as const) : ("disabled" as const),
                    settings: {},
                    origins: {},
                    ...given,
                },
            ];
        }),
    ),
});

const RULES = organisation({
    "gpu-allowed": { settings: { allow: ["t4"], deny: ["h100"] } },
    "memory-minimum": { settings: { minimum: 4 }, enforcementLevel: "advisory" },
    "stack-app-count": { settings: { maximum: 2 } },
});

describe("evaluate", () => {
    it("finds nothing without apps or without rules", () => {
        expect(evaluate([], rules, RULES, TODAY).findings).toEqual([]);
        expect(evaluate([appRecord({ gpu: ["h100"] })], [], RULES, TODAY).findings).toEqual([]);
    });

    it("tells which rule has something against which field of which app, in their order", () => {
        const apps = [
            appRecord({ gpu: ["h100", "l4"], minMemory: 1 }, { tag: "b@1.0" }),
            appRecord({ gpu: ["t4"], minMemory: 8 }, { tag: "c@1.0" }),
            appRecord({ gpu: [], minMemory: 3 }, { tag: "a@1.0" }),
        ];
        const found = evaluate(apps, rules, RULES, TODAY).findings;
        expect(found.map(({ tag, rule, field }) => [tag, rule, field])).toEqual([
            ["", "stack-app-count", "apps"],
            ["a@1.0", "memory-minimum", "deviceRequirements.minMemory"],
            ["b@1.0", "gpu-allowed", "deviceRequirements.gpu"],
            ["b@1.0", "memory-minimum", "deviceRequirements.minMemory"],
        ]);
        expect(found[1]).toEqual({
            id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
            rule: "memory-minimum",
            enforcementLevel: "advisory",
            severity: "medium",
            tag: "a@1.0",
            field: "deviceRequirements.minMemory",
            found: 3,
            limit: 4,
            setting: "minimum",
            message: "a@1.0 asks for 3 GB of memory, but the least that is allowed is 4 GB",
            fix: 'In the app\'s manifest, set "device_requirements": {"min_memory": 4} and push the app again',
            change: { field: "deviceRequirements.minMemory", value: 4 },
            refusedWaivers: [],
        });
    });

    it("gives a finding the same id whatever its value, and another one for another app", () => {
        const idsOf = (minMemory: number, tag: string) =>
            evaluate([appRecord({ minMemory }, { tag })], rules, RULES, TODAY).findings.map(
                ({ id }) => id,
            );
        expect(idsOf(1, "a@1.0")).toEqual(idsOf(2, "a@1.0"));
        expect(idsOf(1, "a@1.0")).not.toEqual(idsOf(1, "b@1.0"));
    });

    it("judges only the apps that a rule is for", () => {
        const only = organisation({
            "memory-minimum": { settings: { minimum: 4, apps: ["a", "b@2.*"] } },
        });
        const apps = [
            appRecord({}, { tag: "a", name: "a", version: "1.0" }),
            appRecord({}, { tag: "b@1.0", name: "b", version: "1.0" }),
            appRecord({}, { tag: "b", name: "b", version: "2.0" }),
            appRecord({}, { tag: "ab", name: "ab", version: "2.0" }),
        ];
        expect(evaluate(apps, rules, only, TODAY).findings.map(({ tag }) => tag)).toEqual([
            "a",
            "b",
        ]);
    });

    it("gives the same whatever the order of apps and rules, and changes neither", () => {
        const everyRule = organisation(
            Object.fromEntries(
                rules.map(({ name }) => [
                    name,
                    { settings: RULES.configuration[name]?.settings ?? {} },
                ]),
            ),
        );
        const apps = fc.uniqueArray(anyApp, { maxLength: 6, selector: ({ tag }) => tag });
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
                const found = evaluate(given, rules, everyRule, TODAY).findings;
                expect(evaluate(otherApps, otherRules, everyRule, TODAY).findings).toEqual(found);
                expect(evaluate(given, rules, everyRule, TODAY).findings).toEqual(found);
                expect(JSON.stringify(given)).toBe(before);
                const ids = found.map(({ id }) => id);
                expect(new Set(ids).size).toBe(ids.length);
            }),
            { numRuns: runs(300) },
        );
    });
});
