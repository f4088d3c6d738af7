import { observedGpuVocabulary } from "bytenite-core/model";
import fc from "fast-check";
import { appRecord } from "../../appRecord.testSupport";
import { runs } from "../../../dev/support/propertyRuns";
import { rule } from "./rule";

const context = { today: "2026-01-15", gpus: observedGpuVocabulary };
const part = fc.constantFrom("", "img-gen", "__proto__", "a b", "4", "4.0", "v4.0", "@", "😀");
const text = fc.oneof(
    part,
    fc.tuple(part, part).map(([left, right]) => `${left}@${right}`),
);

describe("tag-pinned", () => {
    it("accepts the tag that it proposes, and has at most one problem, whatever the record says", () => {
        fc.assert(
            fc.property(text, text, text, (tag, name, version) => {
                const facts = { tag, name, version };
                const problems = rule.evaluate(appRecord({}, facts), {}, context);
                expect(problems.length).toBeLessThanOrEqual(1);
                for (const { fix } of problems) {
                    const [, proposed = "img-gen@4.0"] = /by the tag "(.*)"$/.exec(fix) ?? [];
                    const changed = appRecord({}, { ...facts, tag: proposed });
                    expect(rule.evaluate(changed, {}, context)).toEqual([]);
                }
            }),
            { numRuns: runs(500) },
        );
    });
});
