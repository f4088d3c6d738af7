import { FULL, only, PARTS, QUICK } from "./plan";

test.each([
    ["the whole", FULL],
    ["the quick", QUICK],
])("%s plan is its parts together", (_name, plan) => {
    expect(only(PARTS, plan)).toEqual(plan);
    for (const part of PARTS) {
        const { rounds, starts, rules, reports, loadSeconds } = only([part], plan);
        const sizes = rules.sizes.length + reports.sizes.length;
        expect(rounds.length + starts + sizes + loadSeconds).toBeGreaterThan(0);
        expect(rounds.every(({ round }) => round.part === part)).toBe(true);
    }
});
