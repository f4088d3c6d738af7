import fc from "fast-check";
import { describeApps, describeLargest, round, total } from "./total";

const shares = (...values: number[]) =>
    values.map((value, index) => ({ tag: `app-${index}@1.0`, value }));

describe("total", () => {
    it.each([
        [[], 6, 0],
        [[0.1, 0.2], 6, 0.3],
        [[0.1, 0.1, 0.1, 0.7], 6, 1],
        [[1, 1e-7], 6, 1],
        [[1, 1e-6], 6, 1.000001],
        [[0.00004], 4, 0],
        [[0.00005], 4, 0.0001],
        [[1e21, 1e21], 6, 2e21],
        [[Number.MAX_VALUE, Number.MAX_VALUE], 6, Number.MAX_VALUE],
    ])("adds up %j to %d decimals", (values, decimals, expected) => {
        expect(total(shares(...values), decimals)).toBe(expected);
    });

    it("is the same whatever the order", () => {
        const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 20 });
        fc.assert(
            fc.property(values, (of) => {
                expect(total(shares(...of.slice().reverse()), 6)).toBe(total(shares(...of), 6));
            }),
        );
    });

    it("never shows more than its decimals", () => {
        fc.assert(
            fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (value) => {
                expect(String(round(value, 4))).toMatch(/^\d+(?:\.\d{1,4})?$/);
            }),
        );
    });
});

describe("describeLargest", () => {
    it("names three apps, the largest first, and equal ones by their tags", () => {
        const described = describeLargest(shares(1, 2.00001, 3, 2.00001), 4);
        expect(described).toBe(", above all app-2@1.0 with 3, app-1@1.0 with 2, app-3@1.0 with 2,");
    });

    it("leaves out apps that add nothing", () => {
        expect(describeLargest(shares(0, 1), 4)).toBe(", above all app-1@1.0 with 1,");
    });

    it("says nothing about a single app", () => {
        expect(describeLargest(shares(1), 4)).toBe("");
    });
});

describe("describeApps", () => {
    it.each([
        [1, 0, "The stack's only app asks"],
        [2, 0, "The stack's 2 apps ask"],
        [2, 1, "The stack's 2 apps, of which 1 states none and counts as 0, ask"],
        [3, 2, "The stack's 3 apps, of which 2 state none and count as 0, ask"],
    ])("describes %d apps of which %d state nothing", (count, unstated, expected) => {
        expect(describeApps(count, "ask", unstated)).toBe(expected);
    });
});
