import * as fc from "fast-check";
import { runs } from "../../dev/support/propertyRuns";
import { anyApp } from "../appRecord.testSupport";
import { evaluate } from "../judging/evaluate";
import { rules } from "../rules";
import { NO_RULES_FILE, type ResolvedRules } from "../rulesFile/resolvedRules";
import { compareEvaluations, newlyAt } from "./compare";

const level = fc.constantFrom("advisory", "mandatory", "disabled" as const);
const organisation: fc.Arbitrary<ResolvedRules> = fc
    .record({ gpu: level, memory: level, minimum: fc.integer({ min: 0, max: 60 }) })
    .map(({ gpu, memory, minimum }) => ({
        ...NO_RULES_FILE,
        configuration: {
            ...Object.fromEntries(
                rules.map(({ name }) => [
                    name,
                    { enforcementLevel: "disabled", settings: {}, origins: {} },
                ]),
            ),
            "gpu-known": { enforcementLevel: gpu, settings: {}, origins: {} },
            "memory-minimum": { enforcementLevel: memory, settings: { minimum }, origins: {} },
        },
    }));

it("what appears one way has ended the other way, and everything is in one list", () => {
    fc.assert(
        fc.property(
            fc.uniqueArray(anyApp, { selector: ({ tag }) => tag }),
            organisation,
            organisation,
            (apps, one, other) => {
                const [before, after] = [one, other].map((each) =>
                    evaluate(apps, rules, each, "2026-01-15"),
                ) as [ReturnType<typeof evaluate>, ReturnType<typeof evaluate>];
                const [there, back] = [
                    compareEvaluations(before, after),
                    compareEvaluations(after, before),
                ];
                const ids = (findings: readonly { id: string }[]) => findings.map(({ id }) => id);
                expect(ids(there.appeared)).toEqual(ids(back.ended.map((each) => each.finding)));
                expect(there.apps.newlyFailing).toEqual(back.apps.fixed);
                expect(there.apps.passing).toBe(back.apps.passing);
                const listed = [
                    ...there.appeared,
                    ...there.changed.map(({ finding }) => finding),
                    ...there.stayed,
                ];
                expect(ids(listed).sort()).toEqual(ids(after.findings).sort());
                const same = compareEvaluations(after, after);
                expect([same.appeared, same.changed, same.ended]).toEqual([[], [], []]);
                expect(newlyAt(same, ["mandatory", "advisory"])).toEqual([]);
                expect(newlyAt(there, []).length).toBe(0);
            },
        ),
        { numRuns: runs(200) },
    );
});
