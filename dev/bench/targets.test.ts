import { measurementsOf } from "./measurements.testSupport";
import { isMeasured, isMet } from "./target";
import { checkTargets } from "./targets";

const missed = (slowness: number): string[] =>
    checkTargets(measurementsOf({ slowness }))
        .filter((target) => isMeasured(target) && !isMet(target))
        .map(({ name }) => name);

it("exactly the limit is met", () => {
    expect(missed(1.1)).toEqual([]);
});

it("names what is beyond its limit", () => {
    expect(missed(1.2)).toEqual([
        "up of 400 apps without latency ÷ constant resources",
        "preview of 400 apps without latency ÷ constant resources",
    ]);
});

it("what was not measured is not met", () => {
    const targets = checkTargets(measurementsOf({ slowness: 1 }));
    const unmeasured = targets.filter((target) => !isMeasured(target));

    expect(unmeasured.map(({ name }) => name)).toContain(
        "up of 400 apps under all rules ÷ under an empty pack",
    );
    expect(unmeasured.some(isMet)).toBe(false);
});

describe("a selection", () => {
    const targetsOf = (slowness: number) =>
        checkTargets(measurementsOf({ slowness: 1, selection: slowness }));
    const missedBy = (slowness: number): string[] =>
        targetsOf(slowness)
            .filter((target) => !target.isLeast && isMeasured(target) && !isMet(target))
            .map(({ name }) => name);

    it("may be as slow as exactly the limit", () => {
        expect(missedBy(1.25)).toEqual([]);
        expect(missedBy(1.26)).toEqual([
            "up of a selection of 400 apps ÷ one constant resource of equal bytes",
            "preview of a selection of 400 apps ÷ one constant resource of equal bytes",
            "up of a selection of 5000 apps ÷ one constant resource of equal bytes",
            "preview of a selection of 5000 apps ÷ one constant resource of equal bytes",
        ]);
    });

    it("is promised to be faster than as many apps, which is a least and no most", () => {
        const speedUps = targetsOf(1).filter(({ isLeast }) => isLeast);
        expect(speedUps.map(({ limit, measured }) => [limit, measured])).toEqual([
            [6, 10],
            [20, 10],
        ]);
        expect(speedUps.map(isMet)).toEqual([true, false]);
    });

    it("asks for each page once, and in destroy for nothing", () => {
        const counts = targetsOf(1).filter(({ name }) => /^requests( of|,)/.test(name));
        expect(counts.map(({ measured }) => measured)).toEqual([1, 0]);
    });
});
