import type { Finding } from "../contract/finding";
import type { Json } from "../contract/problem";
import { isAccepted, toBaselineEntry } from "./baseline";
import type { BaselineEntry } from "../contract/exceptions";

const finding = (tag: string, found: Json): Finding => ({
    id: "0",
    rule: "gpu-allowed",
    severity: "high",
    tag,
    field: "deviceRequirements.gpu",
    found,
    limit: null,
    message: "m",
    fix: "f",
    refusedWaivers: [],
});

describe("isAccepted", () => {
    it.each<[Json, Json, boolean]>([
        [["a", "b"], ["a", "b"], true],
        [["a", "b"], ["b", "a"], false],
        [{ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, true],
        [{ a: 1 }, { a: 2 }, false],
        [null, null, true],
        [null, "null", false],
        [1, "1", false],
        [[], {}, false],
    ])("of %j, where %j was found then: %s", (now, then, expected) => {
        expect(isAccepted([toBaselineEntry(finding("a", then))], finding("a", now))).toBe(expected);
    });

    it("asks for the same app, rule and field", () => {
        const entry = toBaselineEntry(finding("a", 1));
        expect(isAccepted([entry], finding("b", 1))).toBe(false);
        expect(isAccepted([{ ...entry, rule: "x" }], finding("a", 1))).toBe(false);
        expect(isAccepted([{ ...entry, field: "x" }], finding("a", 1))).toBe(false);
    });

    it("looks at each entry once, however many findings there are", () => {
        let looks = 0;
        const entries = Array.from({ length: 100 }, (_none, index): BaselineEntry => {
            const entry = toBaselineEntry(finding(`app-${index}`, 1));
            return Object.defineProperty(entry, "rule", {
                get: () => {
                    looks += 1;
                    return "gpu-allowed";
                },
            });
        });
        const accepted = entries.filter((_entry, index) =>
            isAccepted(entries, finding(`app-${index}`, 1)),
        );
        expect(accepted).toHaveLength(100);
        expect(looks).toBe(100);
    });
});
