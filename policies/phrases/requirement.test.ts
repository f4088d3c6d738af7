import fc from "fast-check";
import { amount, CPU, MEMORY, multiply } from "./requirement";

describe("the words for a requirement", () => {
    it.each([
        [CPU, 0, "0 vCPUs"],
        [CPU, 1, "1 vCPU"],
        [CPU, 1.5, "1.5 vCPUs"],
        [MEMORY, 1, "1 GB of memory"],
    ])("are singular for 1 alone", (requirement, value, words) => {
        expect(amount(requirement, value)).toBe(words);
    });
});

describe("multiply", () => {
    it.each([
        [141, 1.1, 155.1],
        [24, 0.7, 16.8],
        [3, 0.1, 0.3],
        [2, Infinity, Infinity],
    ])("has no noise of binary fractions: %d times %d", (left, right, product) => {
        expect(multiply(left, right)).toBe(product);
    });

    it("is exact for numbers with two decimals", () => {
        const cents = fc.integer({ min: 0, max: 10_000 });
        fc.assert(
            fc.property(cents, cents, (left, right) => {
                expect(multiply(left / 100, right / 100)).toBe((left * right) / 10_000);
            }),
        );
    });
});
