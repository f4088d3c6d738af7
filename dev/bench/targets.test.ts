import { measurementsOf } from "./measurements.testSupport";
import { checkTargets, isMet } from "./targets";

const missed = (slowness: number): string[] =>
    checkTargets(measurementsOf({ slowness }))
        .filter((target) => !isMet(target) && !Number.isNaN(target.measured))
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
    const unmeasured = targets.filter((target) => Number.isNaN(target.measured));

    expect(unmeasured.map(({ name }) => name)).toContain(
        "up of 400 apps under all rules ÷ under an empty pack",
    );
    expect(unmeasured.some(isMet)).toBe(false);
});
