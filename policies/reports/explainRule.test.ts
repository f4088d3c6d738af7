import { rules } from "../rules";
import { settingSchemas } from "../contract/commonSettings";
import { explainRule } from "./explainRule";

const unfilled = (text: string) => text.replaceAll(/\s+/g, " ");

describe("the page of a rule for a terminal", () => {
    it.each(rules.map((rule) => [rule.name, rule] as const))("%s", (name, rule) => {
        const page = unfilled(explainRule(rule, 100));
        expect(page.startsWith(`${name} ${rule.description} category `)).toBe(true);
        expect(page).toContain(rule.remediation);
        expect(page).toContain(
            unfilled(rule.explanation.replaceAll(/```\w*\n?/g, "")).slice(0, 60),
        );
        for (const [setting, schema] of Object.entries(settingSchemas(rule))) {
            expect(page).toContain(`${setting} (`);
            expect(page).toContain(schema.description);
            if (schema.default !== undefined) {
                expect(page).toContain(`default: ${JSON.stringify(schema.default)})`);
            }
        }
        expect(page).toMatch(/ Example (Under this|Without a) rules file/);
        expect(page).not.toContain("```");
        const takesWaiver = rule.scope !== "exceptions" && name !== "rules-file-required";
        expect(page.includes(` waivers: - rule: ${name} `)).toBe(takesWaiver);
    });

    it.each([40, 60, 100])("fills %d columns and no more, but for code and long words", (width) => {
        for (const rule of rules) {
            const wide = explainRule(rule, width)
                .split("\n")
                .filter((line) => line.length > width && line.trim().includes(" "));
            // Code is not filled.
            expect(wide.filter((line) => !line.startsWith("    "))).toEqual([]);
        }
    });

    it("needs no page of the rule's: one of somebody else's has none", () => {
        const [rule] = rules.filter(({ name }) => name === "memory-minimum");
        if (!rule) throw new Error("there is no such rule");
        const page = explainRule({ ...rule, name: "our-own" }, 80);
        expect(page).toMatch(/^our-own\n/);
        expect(page).not.toContain("Example");
    });
});
