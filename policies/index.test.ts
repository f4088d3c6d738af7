import { evaluate, NO_RULES_FILE, policies, rules } from "./index";

describe("the package", () => {
    it("gives each rule as a policy, for packs of one's own, and starts no server", () => {
        expect(policies.map(({ name }) => name).sort()).toEqual(
            rules.map(({ name }) => name).filter((name) => name !== "rules-file-required"),
        );
        for (const { validateStack, enforcementLevel } of policies) {
            expect([typeof validateStack, enforcementLevel]).toEqual(["function", undefined]);
        }
    });

    it("judges without an engine, too", () => {
        expect(evaluate([], rules, NO_RULES_FILE, "2026-01-15").findings).toMatchObject([
            { rule: "rules-file-required", enforcementLevel: "advisory" },
        ]);
    });
});
