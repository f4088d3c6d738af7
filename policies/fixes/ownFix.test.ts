import { observedGpuVocabulary, type AppRecord } from "bytenite-core/model";
import fc from "fast-check";
import { appRecord, gpuName } from "../appRecord.testSupport";
import type { AppRule } from "../contract/rule";
import { rules } from "../rules";
import { anySettings } from "./anySettings.testSupport";
import { setFact } from "./setFact";

/** The rules of which some findings have exactly one way out. Those that are new stand here, too. */
const CHANGING = [
    "container-secrets",
    "cpu-maximum",
    "cpu-minimum",
    "gpu-age",
    "gpu-allowed",
    "gpu-compute-capability",
    "gpu-family",
    "gpu-first-choice",
    "gpu-spelling",
    "gpu-unique",
    "gpu-vendor",
    "gpu-vram-maximum",
    "gpu-vram-minimum",
    "memory-maximum",
    "memory-minimum",
    "memory-per-cpu",
    "memory-per-vram",
    "memory-with-gpu",
    "platform-allowed",
];

const amount = fc.constantFrom(0, 0.5, 1, 2, 4, 7.75, 8, 32, 80);
const anyRecord: fc.Arbitrary<AppRecord> = fc
    .record({
        requirements: fc.record(
            { gpu: fc.array(gpuName, { maxLength: 4 }), minCpu: amount, minMemory: amount },
            { requiredKeys: ["gpu"] },
        ),
        platform: fc.constantFrom("", "docker", "Docker"),
        secrets: fc.array(fc.constantFrom("a", "b", "active", "docker"), { maxLength: 3 }),
        container: fc.constantFrom("", "python", "python:latest", "python:3.12"),
        entrypoint: fc.constantFrom("", "main.py", "x.sh"),
    })
    .map(({ requirements, secrets, container, ...fields }) =>
        appRecord(requirements, {
            ...fields,
            platformConfig: { container, privateImage: false, secrets },
        }),
    );

const context = { today: "2026-01-15", gpus: observedGpuVocabulary };
const appRules = rules.filter((rule): rule is AppRule => rule.scope === "app");

describe.each(appRules.map((rule): [string, AppRule] => [rule.name, rule]))("%s", (name, rule) => {
    it(`accepts its own fix${CHANGING.includes(name) ? "" : ", which it leaves to people"}`, () => {
        let changes = 0;
        fc.assert(
            fc.property(anyRecord, anySettings(rule), (app, settings) => {
                for (const { field, change } of judged(rule, app, settings)) {
                    if (!change) continue;
                    changes += 1;
                    const after = judged(rule, setFact(app, change), settings);
                    expect(after.filter((each) => each.field === field)).toEqual([]);
                    expect(change.field).toBe(field);
                }
            }),
            { numRuns: 400 },
        );
        expect(changes > 0).toBe(CHANGING.includes(name));
    });
});

/** Settings that are wrong in themselves, such as a family that no model has, are for other tests. */
function judged(rule: AppRule, app: AppRecord, settings: Record<string, unknown>) {
    try {
        return rule.evaluate(app, settings, context);
    } catch {
        return [];
    }
}
