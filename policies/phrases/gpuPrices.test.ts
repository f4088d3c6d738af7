import { observedGpuVocabulary } from "bytenite-core/model";
import { gpuPrices } from "./gpuPrices";

describe("gpuPrices", () => {
    const priceOf = (prices: Record<string, number>, name: string) =>
        gpuPrices(prices, observedGpuVocabulary)(name);

    it.each([
        ["the same spelling", { "tesla t4": 0.5 }, "tesla t4", 0.5],
        ["another spelling", { T4: 0.5 }, "NVIDIA Tesla_T4", 0.5],
        ["an unknown model", { "Quantum 9000": 7 }, "quantum-9000", 7],
        ["a price of 0", { t4: 0 }, "t4", 0],
        ["the higher of two prices", { t4: 2, "tesla t4": 1 }, "t4", 2],
        ["the higher of two prices in another order", { "tesla t4": 1, t4: 2 }, "t4", 2],
        ["a name of every object, with a price", { constructor: 3 }, "constructor", 3],
        ["a name of every object, without a price", {}, "constructor", undefined],
        ["another name of every object", {}, "__proto__", undefined],
        ["another model", { t4: 1 }, "l4", undefined],
        ["a name that only begins like a model", { a100: 1 }, "a1000", undefined],
        ["a size of a model with one price", { a100: 2 }, "NVIDIA A100-SXM4-80GB", 2],
        ["a model without a size by the price of one size", { "a100 80gb": 2 }, "a100", undefined],
        ["the higher price of a size that it may be", { a100: 2, "a100 80gb": 4 }, "A100", 4],
        ["the price of its own size", { a100: 2, "a100 80gb": 4 }, "a100 40gb", 2],
        ["the higher price of a form that it may have", { h100: 3, "h100 sxm5": 5 }, "H100", 5],
        ["an unknown model beside others", { "Quantum 9000": 7, t4: 9 }, "quantum-9000", 7],
        ["a slice with a price", { "a100 mig 1g.5gb": 1, a100: 9 }, "a100 mig 1g.5gb", 1],
        ["a slice, whose card has a price", { a100: 2 }, "a100 mig 1g.5gb", undefined],
        ["a glob, which is no name", { "*": 2 }, "t4", undefined],
    ])("knows %s", (_what, prices, name, price) => {
        expect(priceOf(prices, name)).toBe(price);
    });

    it("knows a price that the rules file gives to __proto__", () => {
        const prices = JSON.parse('{"__proto__": 4}') as Record<string, number>;
        expect(priceOf(prices, "__proto__")).toBe(4);
    });
});
