import type { AppRecord } from "bytenite-core/model";
import * as fc from "fast-check";
import { runs } from "../../dev/support/propertyRuns";
import { anyApp, appRecord } from "../appRecord.testSupport";
import type { Evaluation, LeveledFinding } from "../contract/evaluation";
import { findingId } from "../contract/finding";
import { evaluate } from "../judging/evaluate";
import { rules } from "../rules";
import { NO_RULES_FILE, type ResolvedRules } from "../rulesFile/resolvedRules";
import { compareEvaluations, newlyAt } from "./compare";
import { identityUnderOtherRules } from "./pairFindings";

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

const terms = (apps: readonly AppRecord[]) => ({
    identity: identityUnderOtherRules(apps),
    judged: new Set(apps.map(({ tag }) => tag)),
});

it("what appears one way has ended the other way, and everything is in one list", () => {
    fc.assert(
        fc.property(
            // Several apps may have one tag.
            fc.array(anyApp, { maxLength: 6 }),
            organisation,
            organisation,
            (apps, one, other) => {
                const [before, after] = [one, other].map((each) =>
                    evaluate(apps, rules, each, "2026-01-15"),
                ) as [ReturnType<typeof evaluate>, ReturnType<typeof evaluate>];
                const [there, back] = [
                    compareEvaluations(before, after, terms(apps)),
                    compareEvaluations(after, before, terms(apps)),
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
                const same = compareEvaluations(after, after, terms(apps));
                expect([same.appeared, same.changed, same.ended]).toEqual([[], [], []]);
                expect(there.undecided).toEqual([]);
                expect(newlyAt(same, ["mandatory", "advisory"])).toEqual([]);
                expect(newlyAt(there, []).length).toBe(0);
            },
        ),
        { numRuns: runs(200) },
    );
});

describe("where a rule could not judge before", () => {
    const finding: LeveledFinding = {
        id: findingId("status-allowed", "a@1.0", "status"),
        rule: "status-allowed",
        severity: "high",
        enforcementLevel: "mandatory",
        tag: "a@1.0",
        field: "status",
        found: "inactive",
        limit: null,
        message: "m",
        fix: "f",
        refusedWaivers: [],
    };
    const nothing = evaluate([appRecord({}, { tag: "a@1.0" })], [], NO_RULES_FILE, "2026-01-15");
    const after: Evaluation = { ...nothing, findings: [finding] };
    const before = (tags: string[]) => ({
        findings: [],
        unjudged: [{ rule: finding.rule, facts: ["status"], tags }],
    });

    it.each([[["a@1.0"]], [[""]]])("what it finds of %j now is undecided, and told", (tags) => {
        const compared = compareEvaluations(before(tags), after, terms(after.apps));
        expect(compared).toMatchObject({ appeared: [], undecided: [finding], ended: [] });
        expect(compared.apps).toMatchObject({ newlyFailing: [], passing: 0 });
        expect(newlyAt(compared, ["mandatory"])).toEqual([finding]);
    });

    it("what it finds of another app is new", () => {
        const compared = compareEvaluations(before(["b@1.0"]), after, terms(after.apps));
        expect(compared).toMatchObject({ appeared: [finding], undecided: [] });
        expect(compared.apps.newlyFailing).toEqual(["a@1.0"]);
    });
});
