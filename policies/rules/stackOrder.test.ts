import { observedGpuVocabulary, type AppRecord } from "bytenite-core/model";
import fc from "fast-check";
import { appRecord, gpuName } from "../appRecord.testSupport";
import { rule as appCount } from "./stack-app-count/rule";
import { rule as appVersions } from "./stack-app-versions/rule";
import { rule as cpuTotal } from "./stack-cpu-total/rule";
import { rule as gpuApps } from "./stack-gpu-apps/rule";
import { rule as hourlyCost } from "./stack-hourly-cost/rule";
import { rule as memoryTotal } from "./stack-memory-total/rule";

const context = { today: "2026-01-15", gpus: observedGpuVocabulary };
const amount = fc.double({ min: 0, max: 64, noNaN: true });
const app = fc
    .record(
        {
            name: fc.constantFrom("a", "b", "c"),
            version: fc.constantFrom("1.0", "1.9", "1.10"),
            tag: fc.constantFrom("", "@1"),
            gpu: fc.array(gpuName, { maxLength: 3 }),
            minCpu: amount,
            minMemory: amount,
        },
        { requiredKeys: ["name", "version", "tag", "gpu"] },
    )
    .map(({ name, version, tag, ...requirements }) =>
        appRecord(requirements, { name, version, tag: `${name}${tag || `@${version}`}` }),
    );
/** A stack, and the same one in another order. */
const stacks = fc
    .uniqueArray(app, { selector: ({ tag }) => tag, maxLength: 8 })
    .chain((apps): fc.Arbitrary<[AppRecord[], AppRecord[]]> => {
        const size = { minLength: apps.length, maxLength: apps.length };
        return fc.tuple(fc.constant(apps), fc.shuffledSubarray(apps, size));
    });

describe.each([
    [appCount, { maximum: 2 }],
    [appVersions, {}],
    [cpuTotal, { maximum: 32 }],
    [memoryTotal, { maximum: 32 }],
    [gpuApps, { maximum: 1 }],
    [hourlyCost, { maximum: 5, cpuHour: 0.1, memoryGbHour: 0.03, gpuHours: { t4: 1, h100: 4 } }],
])("$name", (rule, settings) => {
    if (rule.scope !== "stack") throw new Error(`${rule.name} judges apps`);

    it("finds the same whatever the order of the apps", () => {
        fc.assert(
            fc.property(stacks, ([apps, others]) => {
                const found = rule.evaluate(apps, settings, context);
                expect(rule.evaluate(others, settings, context)).toEqual(found);
            }),
        );
    });

    it("finds at most one problem for each app and field", () => {
        fc.assert(
            fc.property(stacks, ([apps]) => {
                const found = rule.evaluate(apps, settings, context);
                const places = found.map(({ tag, field }) => `${tag ?? ""} ${field}`);
                expect(new Set(places).size).toBe(places.length);
            }),
        );
    });
});
