import { observedGpuVocabulary } from "bytenite-core/model";
import fc from "fast-check";
import { appRecord } from "../../appRecord.testSupport";
import { runs } from "../../../dev/support/propertyRuns";
import { rule } from "./rule";

const context = { today: "2026-01-15", gpus: observedGpuVocabulary };
const amount = fc.double({ min: 0.01, max: 1000, noNaN: true });

describe("memory-per-cpu", () => {
    const proposals = (
        minCpu: number,
        minMemory: number,
        settings: Record<string, number>,
    ): number[] =>
        rule.evaluate(appRecord({ minCpu, minMemory }), settings, context).map(({ fix }) => {
            const proposed = Number(/"min_memory": ([\d.e-]+)/.exec(fix)?.[1]);
            const changed = appRecord({ minCpu, minMemory: proposed });
            expect(rule.evaluate(changed, settings, context)).toEqual([]);
            return proposed;
        });

    it("accepts the memory that it proposes", () => {
        fc.assert(
            fc.property(amount, amount, amount, amount, (minCpu, minMemory, minimum, range) => {
                proposals(minCpu, minMemory, { minimum, maximum: minimum + range });
            }),
            { numRuns: runs(2000) },
        );
    });

    it.each(["minimum", "maximum"])("proposes at most two decimals for a %s alone", (setting) => {
        fc.assert(
            fc.property(amount, amount, amount, (minCpu, minMemory, ratio) => {
                for (const proposed of proposals(minCpu, minMemory, { [setting]: ratio })) {
                    expect(proposed).toBe(Number(proposed.toFixed(2)));
                }
            }),
            { numRuns: runs(2000) },
        );
    });
});
