import { evaluate, policies, rules } from "./index";

describe("the package", () => {
    it("gives each rule as a policy, for packs of one's own, and starts no server", () => {
        expect(policies.map(({ name }) => name)).toEqual(rules.map(({ name }) => name));
        expect(policies.map(({ enforcementLevel }) => enforcementLevel)).toEqual(
            rules.map(() => undefined),
        );
        for (const { validateResource, validateStack } of policies) {
            expect([typeof validateResource, typeof validateStack]).toEqual([
                "function",
                "function",
            ]);
        }
    });

    it("judges without an engine, too", () => {
        expect(evaluate([], rules, {})).toEqual([]);
    });
});
