import fc from "fast-check";
import { findDanger } from "../dev/support/foreignText";
import { runs } from "../dev/support/propertyRuns";
import { hostileApp } from "./hostileApp.testSupport";
import { evaluate } from "./judging/evaluate";
import { readApp } from "./judging/facts";
import { describeFinding } from "./contract/finding";
import { rules } from "./rules";
import { SOME_SETTINGS } from "./settings.testSupport";
import { NO_RULES_FILE, type ResolvedRules } from "./rulesFile/resolvedRules";

/** Every rule has something against every app. */
const STRICT: ResolvedRules = {
    ...NO_RULES_FILE,
    configuration: Object.fromEntries(
        Object.entries(SOME_SETTINGS).map(([name, settings]) => [name, { settings, origins: {} }]),
    ),
};

const TODAY = "2026-01-15";

describe("whatever an app's facts say", () => {
    it("nothing of it drives a terminal or a CI log, and none of it is long", () => {
        fc.assert(
            fc.property(fc.array(hostileApp, { minLength: 1, maxLength: 3 }), (shown) => {
                const read = shown.map((properties, index) =>
                    readApp({ kind: "resource", properties, place: `App render-${index}` }),
                );
                const { findings } = evaluate(read, rules, STRICT, TODAY);
                expect(findings.length).toBeGreaterThan(5);
                const lines = findings.map(describeFinding);
                for (const line of lines) {
                    expect(findDanger(line)).toBeUndefined();
                    expect(line).not.toContain("\n");
                    expect(line.length).toBeLessThan(5000);
                }
            }),
            { numRuns: runs(60) },
        );
    });
});
