import fc from "fast-check";
import { anyApp, appRecord } from "../appRecord.testSupport";
import { evaluate } from "../judging/evaluate";
import { rules } from "../rules";
import { NO_RULES_FILE, type ResolvedRules } from "../rulesFile/resolvedRules";
import { anySettings } from "./anySettings.testSupport";
import { proposeFixes } from "./proposeFixes";

const under = (settings: Record<string, object>): ResolvedRules => ({
    ...NO_RULES_FILE,
    configuration: Object.fromEntries(
        rules.map(({ name }) => {
            const own = settings[name] as Record<string, unknown> | undefined;
            const enforcementLevel = own ? ("advisory" as const) : ("disabled" as const);
            return [name, { enforcementLevel, settings: own ?? {}, origins: {} }];
        }),
    ),
});
const judgeBy = (organisation: ResolvedRules) => (apps: Parameters<typeof evaluate>[0]) =>
    evaluate(apps, rules, organisation, "2026-01-15").findings;
const fixed = (requirements: object, settings: Record<string, object>) =>
    proposeFixes([appRecord(requirements)], judgeBy(under(settings)))[0]?.changes;
const memory = (value: number) => ({ field: "deviceRequirements.minMemory", value });
const gpus = (...value: string[]) => ({ field: "deviceRequirements.gpu", value });

describe("what is proposed", () => {
    it.each<[string, object, Record<string, object>, object[]]>([
        ["a floor", { minMemory: 1 }, { "memory-minimum": { minimum: 4 } }, [memory(4)]],
        ["a ceiling", { minMemory: 9 }, { "memory-maximum": { maximum: 4 } }, [memory(4)]],
        [
            "the higher of two floors",
            { minMemory: 1, gpu: ["T4"] },
            { "memory-minimum": { minimum: 4 }, "memory-with-gpu": { minimum: 8 } },
            [memory(8)],
        ],
        [
            "what follows from another change",
            { minCpu: 1, minMemory: 8 },
            { "cpu-minimum": { minimum: 4 }, "memory-per-cpu": { minimum: 4 } },
            [{ field: "deviceRequirements.minCpu", value: 4 }, memory(16)],
        ],
        [
            "nothing where two rules contradict each other",
            { minMemory: 6 },
            { "memory-minimum": { minimum: 8 }, "memory-maximum": { maximum: 4 } },
            [],
        ],
        [
            "nothing that another rule would have something against",
            { gpu: ["T4", "H100"] },
            { "gpu-allowed": { allow: ["t4"] }, "gpu-count": { minimum: 2 } },
            [],
        ],
        [
            "the rest of a list, once, by its canonical names",
            { gpu: ["T4", "tesla t4", "H100"] },
            { "gpu-allowed": { allow: ["t4"] }, "gpu-unique": {}, "gpu-spelling": {} },
            [gpus("tesla t4")],
        ],
        [
            "nothing where no entry of a list remains",
            { gpu: ["H100"] },
            { "gpu-allowed": { allow: ["t4"] } },
            [],
        ],
    ])("is %s", (_what, requirements, settings, changes) => {
        expect(fixed(requirements, settings)).toEqual(changes);
    });

    it("is not what a waiver covers", () => {
        const organisation = {
            ...under({ "memory-minimum": { minimum: 4 } }),
            waivers: [
                {
                    rule: "memory-minimum",
                    app: "*",
                    reason: "r",
                    owner: "o",
                    expires: "2999-01-01",
                    origin: { file: "f", line: 1 },
                },
            ],
        };
        expect(proposeFixes([appRecord({ minMemory: 1 })], judgeBy(organisation))).toMatchObject([
            { changes: [] },
        ]);
    });
});

it("never adds a finding, ends one with each change, and leaves nothing that it would change again", () => {
    const names = ["cpu-minimum", "gpu-allowed", "gpu-count", "gpu-first-choice", "gpu-spelling"];
    const more = ["gpu-unique", "gpu-vram-minimum", "memory-maximum", "memory-minimum"];
    const most = ["memory-per-cpu", "memory-per-vram", "memory-with-gpu", "stack-memory-total"];
    const model = Object.fromEntries(
        rules
            .filter(({ name }) => [...names, ...more, ...most].includes(name))
            .map((rule) => [rule.name, anySettings(rule)]),
    );
    fc.assert(
        fc.property(
            fc.uniqueArray(anyApp, { selector: ({ tag }) => tag, minLength: 1, maxLength: 2 }),
            fc.record(model, { requiredKeys: [] }) as fc.Arbitrary<Record<string, object>>,
            (apps, settings) => {
                const judge = judgeBy(under(settings));
                let before: ReturnType<typeof judge>;
                try {
                    before = judge(apps);
                } catch {
                    // A family that no model has.
                    return;
                }
                const results = proposeFixes(apps, judge);
                const after = judge(results.map(({ app }) => app));
                const known = new Set(before.map(({ id }) => id));
                expect(after.filter(({ id }) => !known.has(id))).toEqual([]);
                const changed = results.flatMap(({ changes }) => changes).length;
                expect(before.length - after.length >= (changed > 0 ? 1 : 0)).toBe(true);
                const again = proposeFixes(
                    results.map(({ app }) => app),
                    judge,
                );
                if (changed === 0) expect(again.flatMap(({ changes }) => changes)).toEqual([]);
            },
        ),
        { numRuns: 150 },
    );
});
