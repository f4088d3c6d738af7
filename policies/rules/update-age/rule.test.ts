import { observedGpuVocabulary } from "bytenite-core/model";
import fc from "fast-check";
import { appRecord } from "../../appRecord.testSupport";
import { rule } from "./rule";

const context = { today: "2026-01-15", gpus: observedGpuVocabulary };
const count = (updatedAt: string, maximumDays: number) =>
    rule.evaluate(appRecord({}, { updatedAt }), { maximumDays }, context).length;

describe("update-age", () => {
    it("counts days in UTC, whatever the time of day and its digits", () => {
        const days = fc.integer({ min: -1000, max: 100_000 });
        const time = fc.integer({ min: 0, max: 86_399 });
        const fraction = fc.stringMatching(/^(\.[0-9]{1,9})?$/);
        fc.assert(
            fc.property(days, time, fraction, days, (age, second, digits, limit) => {
                const instant = Date.parse("2026-01-15T00:00:00Z") - age * 86_400_000;
                const text = new Date(instant + second * 1000).toISOString();
                const updatedAt = `${text.slice(0, -".000Z".length)}${digits}Z`;
                const isFine = age >= -1 && age <= Math.max(limit, 0);
                expect(count(updatedAt, Math.max(limit, 0))).toBe(isFine ? 0 : 1);
            }),
        );
    });

    it("never finds more with a higher maximum", () => {
        const time = fc.oneof(fc.string(), fc.constantFrom("2025-01-01T00:00:00Z", ""));
        fc.assert(
            fc.property(time, fc.nat(1000), fc.nat(1000), (updatedAt, maximum, more) => {
                expect(count(updatedAt, maximum + more)).toBeLessThanOrEqual(
                    count(updatedAt, maximum),
                );
            }),
        );
    });
});
