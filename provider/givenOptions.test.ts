import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Outcome } from "./givenOptions.testSupport";

describe("what JavaScript gives in place of options and arguments", () => {
    const output = execFileSync(
        process.execPath,
        ["-r", "ts-node/register/transpile-only", join(__dirname, "givenOptions.testSupport.ts")],
        { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
    );
    const outcomes = JSON.parse(output) as Outcome[];

    it.each(outcomes)("%s refuses %s", (_call, _given, outcome) => {
        expect(outcome).toMatch(/must be a mapping.* \[INVALID_ARGUMENT\]$/);
    });
});
