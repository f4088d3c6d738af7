import fc from "fast-check";
import { evilPiece, findDanger } from "../dev/support/foreignText";
import { runs } from "../dev/support/propertyRuns";
import { evaluate } from "./judging/evaluate";
import { readApp } from "./judging/facts";
import { describeFinding } from "./contract/finding";
import { toText } from "./reports/text/report";
import { rules } from "./rules";
import { NO_RULES_FILE, type ResolvedRules } from "./rulesFile/resolvedRules";

const evil = fc
    .array(evilPiece, { minLength: 1, maxLength: 4 })
    .map((parts) => `x${parts.join("")}`);
const text = fc.oneof(
    evil,
    fc.integer({ min: 1000, max: 100_000 }).map((length) => "a".repeat(length)),
);
const apps = fc.record({
    tag: text,
    name: text,
    version: text,
    id: text,
    owner: text,
    userName: text,
    status: text,
    deviceRequirements: fc.record({
        minCpu: fc.oneof(fc.constant(1), text),
        minMemory: fc.constant(1),
        gpu: fc.array(text, { maxLength: 3 }),
    }),
    platform: text,
    platformConfig: fc.record({
        container: text,
        privateImage: fc.boolean(),
        secrets: fc.array(text, { maxLength: 3 }),
    }),
    hasRegistryCredentials: fc.boolean(),
    createdAt: text,
    updatedAt: text,
    hash: text,
    entrypoint: text,
    description: text,
});

/** Every rule has something against every app. */
const STRICT: ResolvedRules = {
    ...NO_RULES_FILE,
    configuration: Object.fromEntries(
        Object.entries({
            "gpu-allowed": { allow: ["t4"], deny: ["h100"] },
            "gpu-family": { allow: ["turing"] },
            "gpu-first-choice": { allow: ["t4"] },
            "gpu-forbidden": { apps: ["*"] },
            "gpu-vram-minimum": { minimum: 999 },
            "owner-allowed": { allow: ["nobody"] },
            "user-name-allowed": { allow: ["nobody"] },
            "status-allowed": { allow: ["active"] },
            "name-pattern": { pattern: "never" },
            "container-registry": { allow: ["registry.example"] },
            "container-secrets": { allow: [] },
            "platform-allowed": { allow: ["docker"] },
            "hash-locked": { requireLocked: true },
            "memory-minimum": { minimum: 99 },
            "cpu-minimum": { minimum: 99 },
            "stack-app-count": { maximum: 0 },
        }).map(([name, settings]) => [name, { settings, origins: {} }]),
    ),
};

const TODAY = "2026-01-15";

describe("whatever an app's facts say", () => {
    it("nothing of it drives a terminal or a CI log, and none of it is long", () => {
        fc.assert(
            fc.property(fc.array(apps, { minLength: 1, maxLength: 3 }), (shown) => {
                const read = shown.map((properties, index) =>
                    readApp({ kind: "resource", properties, place: `App render-${index}` }),
                );
                const { findings } = evaluate(read, rules, STRICT, TODAY);
                expect(findings.length).toBeGreaterThan(5);
                const lines = [
                    ...findings.map(describeFinding),
                    ...toText(findings, []).split("\n"),
                ];
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
