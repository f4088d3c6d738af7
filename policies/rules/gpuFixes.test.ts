import { observedGpuVocabulary } from "bytenite-core/model";
import fc from "fast-check";
import { anyApp, appRecord, gpuPattern } from "../appRecord.testSupport";
import { rule as gpuAge } from "./gpu-age/rule";
import { rule as gpuAllowed } from "./gpu-allowed/rule";
import { rule as gpuComputeCapability } from "./gpu-compute-capability/rule";
import { rule as gpuCount } from "./gpu-count/rule";
import { rule as gpuFamily } from "./gpu-family/rule";
import { rule as gpuFirstChoice } from "./gpu-first-choice/rule";
import { rule as gpuForbidden } from "./gpu-forbidden/rule";
import { rule as gpuSpelling } from "./gpu-spelling/rule";
import { rule as gpuUnique } from "./gpu-unique/rule";
import { rule as gpuVendor } from "./gpu-vendor/rule";
import { rule as gpuVramMaximum } from "./gpu-vram-maximum/rule";
import { rule as gpuVramMinimum } from "./gpu-vram-minimum/rule";

const context = { today: "2026-01-15", gpus: observedGpuVocabulary };
const patterns = fc.array(gpuPattern, { maxLength: 4 });
const families = fc.array(fc.constantFrom("ampere", "Turing", "hopper", "ampre"), { maxLength: 3 });
const count = fc.integer({ min: 1, max: 4 });
const gigabytes = fc.constantFrom(0, 8, 16, 24, 40.5, 80, 1000);
const optional = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
    fc.record(model, { requiredKeys: [] });
const match = fc.constantFrom("every", "some");
const unidentified = fc.constantFrom("refuse", "accept");
const makers = fc.array(fc.constantFrom("nvidia", "amd"), { maxLength: 2 });

describe.each([
    [gpuAllowed, optional({ allow: patterns, deny: patterns, match, unidentified })],
    [gpuCount, optional({ minimum: count, maximum: count })],
    [gpuAge, optional({ since: fc.integer({ min: 2014, max: 2026 }), unidentified })],
    [gpuComputeCapability, optional({ minimum: fc.constantFrom(0, 7.5, 8.9, 99), unidentified })],
    [gpuFamily, optional({ allow: families, deny: families, unidentified })],
    [gpuVendor, optional({ allow: makers, deny: makers, unidentified })],
    [gpuFirstChoice, optional({ allow: patterns, families })],
    [gpuForbidden, fc.constant({})],
    [gpuSpelling, fc.constant({})],
    [gpuUnique, fc.constant({})],
    [gpuVramMaximum, optional({ maximum: gigabytes, unidentified })],
    [gpuVramMinimum, optional({ minimum: gigabytes, unidentified })],
])("$name", (rule, settings) => {
    it("has at most one problem, and proposes only what it would accept", () => {
        fc.assert(
            fc.property(anyApp, settings, (app, given) => {
                const problems = rule.evaluate(app, given, context);
                expect(problems.length).toBeLessThanOrEqual(1);
                for (const { fix } of problems) {
                    const [, list] = /"gpu": (\[.*\])\}/.exec(fix) ?? [];
                    const gpu = JSON.parse(list ?? "[]") as string[];
                    expect(rule.evaluate(appRecord({ gpu }), given, context)).toEqual([]);
                }
            }),
        );
    });

    it("has nothing against an app without GPUs", () => {
        fc.assert(
            fc.property(settings, (given) => {
                expect(rule.evaluate(appRecord(), given, context)).toEqual([]);
            }),
        );
    });
});
