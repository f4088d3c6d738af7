import { observedGpuVocabulary, type AppRecord } from "bytenite-core/model";
import fc from "fast-check";
import { anyApp, appRecord, gpuPattern } from "../../appRecord.testSupport";
import { rule } from "./rule";

const context = { today: "2026-01-15", gpus: observedGpuVocabulary };
const judge = (app: AppRecord, settings: Record<string, unknown>) =>
    rule.evaluate(app, settings, context);

const patterns = fc.array(gpuPattern, { maxLength: 4 });
const settings = fc.record(
    { allow: patterns, deny: patterns, match: fc.constantFrom("every", "some") },
    { requiredKeys: [] },
);

describe("gpu-allowed in general", () => {
    it("denies more than it allows", () => {
        fc.assert(
            fc.property(anyApp, settings, gpuPattern, (app, given, pattern) => {
                const [first, ...rest] = app.deviceRequirements.gpu;
                fc.pre(first !== undefined);
                const deny = [...(given.deny ?? []), first];
                const allow = [...(given.allow ?? []), first, pattern, ...rest];
                const [found] = judge(app, { ...given, allow, deny });
                expect(found?.message).toContain("denies");
            }),
        );
    });

    it("finds no more when the allow-list grows, and no less when the deny-list does", () => {
        fc.assert(
            fc.property(anyApp, settings, gpuPattern, (app, given, pattern) => {
                const count = (more: object) => judge(app, { ...given, ...more }).length;
                const { allow = [], deny = [] } = given;
                expect(count({ allow: [...allow, pattern] })).toBeLessThanOrEqual(count({ allow }));
                expect(count({ deny: [...deny, pattern] })).toBeGreaterThanOrEqual(count({ deny }));
            }),
        );
    });

    it("is stricter with match every than with match some", () => {
        fc.assert(
            fc.property(anyApp, settings, (app, given) => {
                const some = judge(app, { ...given, match: "some" });
                const every = judge(app, { ...given, match: "every" });
                expect(some.length).toBeLessThanOrEqual(every.length);
            }),
        );
    });

    it("ends the run for a family that no model has, which Pulumi's own configuration may name", () => {
        const app = appRecord({ gpu: ["h100"] });
        for (const settings of [
            { deny: [{ family: "hoper" }] },
            { allow: [{ family: "hoper" }] },
        ]) {
            expect(() => judge(app, settings)).toThrow(
                /^The setting (allow|deny) of gpu-allowed is wrong: no known GPU model is of the family "hoper"$/,
            );
        }
    });
});
