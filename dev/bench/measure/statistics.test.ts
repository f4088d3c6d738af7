import { ratio, spread } from "./statistics";

describe("spread", () => {
    it("gives the middle and the quartiles, in whatever order the values come", () => {
        expect(spread([5, 1, 4, 2, 3])).toEqual({ low: 2, median: 3, high: 4 });
    });

    it("lies between two values where none is in the middle", () => {
        expect(spread([1, 2, 3, 10])).toEqual({ low: 1.75, median: 2.5, high: 4.75 });
    });

    it("is the value where there is one, and NaN where there is none", () => {
        expect(spread([7])).toEqual({ low: 7, median: 7, high: 7 });
        expect(spread([])).toEqual({ low: NaN, median: NaN, high: NaN });
    });
});

describe("ratio", () => {
    it("compares what was measured one after the other", () => {
        // The machine was ten times slower in the second run. The quotient of the medians would be 1.2.
        expect(ratio([2, 20, 2], [1, 10, 1])).toEqual({ low: 2, median: 2, high: 2 });
    });

    it("is NaN where one side was not measured", () => {
        expect(ratio([1], []).median).toBeNaN();
        expect(ratio([], [1]).median).toBeNaN();
    });
});
