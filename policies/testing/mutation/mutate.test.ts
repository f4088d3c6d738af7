import * as fc from "fast-check";
import { runs } from "../../../dev/support/propertyRuns";
import type { TestApp } from "../appFacts";
import { cover } from "../coverage/cover";
import { aCase, load } from "../rulesInMemory.testSupport";
import { TestedRules } from "../testedRules";
import { mutantsOf } from "./mutants";
import { mutate } from "./mutate";

const WAIVERS = ["a", "b"].map((app) => ({
    ...{ rule: "gpu-allowed", app, reason: "r", owner: "o" },
    expires: app === "a" ? "2026-12-31" : "2026-01-01",
}));
const app: fc.Arbitrary<TestApp> = fc.record({
    tag: fc.constantFrom("a@1.0", "b@1.0", "c@2.0"),
    deviceRequirements: fc.record({
        gpu: fc.subarray(["T4", "L4", "H100"]),
        minMemory: fc.integer({ min: 0, max: 6 }),
    }),
});
const anyCase = fc
    .tuple(
        fc.constantFrom("p/dev", "p/prod", "p/other"),
        fc.uniqueArray(app, { selector: ({ tag }) => tag, minLength: 1 }),
    )
    .map(([stack, apps]) => aCase(stack, ...apps));
const block = fc
    .record(
        {
            allow: fc.subarray(["t4", "l4", "h100"], { minLength: 1 }),
            minimum: fc.integer({ min: 0, max: 6 }),
            count: fc.integer({ min: 0, max: 3 }),
            apps: fc.constantFrom("a@*", "b", "*"),
        },
        { requiredKeys: [] },
    )
    .map(({ allow, minimum, count, apps }) => ({
        ...(allow && { "gpu-allowed": { allow, ...(apps && { apps: [apps] }) } }),
        ...(minimum !== undefined && { "memory-minimum": { minimum } }),
        ...(count !== undefined && { "stack-app-count": { maximum: count } }),
    }));

const file = fc.tuple(block, block).map(([rules, ofProd]) =>
    load(
        JSON.stringify({
            rules: { all: "disabled", ...rules },
            waivers: WAIVERS,
            environments: { prod: { stacks: ["p/prod"], rules: ofProd } },
        }),
    ),
);

describe("mutants", () => {
    it("of a setting that no case exercises are noticed by none", () => {
        fc.assert(
            fc.property(file, fc.array(anyCase, { maxLength: 4 }), (loaded, cases) => {
                const tested = new TestedRules(loaded);
                const passing = cases.map((each) => ({
                    ...each,
                    finds: tested
                        .judge(each)
                        .found.map(({ policy, app: tag }) => ({ rule: policy, app: tag })),
                }));
                const unexercised = cover(loaded, tested, passing)
                    .filter(({ part, cases: count }) => part.kind === "setting" && count === 0)
                    .map(({ part: { name } }) => name);
                const { survivors } = mutate(loaded, passing);
                const changes = survivors.map(({ change }) => change);
                for (const { change, kind } of mutantsOf(loaded.definition, loaded.origin)) {
                    if (
                        kind === "level" ||
                        !unexercised.some((name) => change.startsWith(`${name}:`))
                    )
                        continue;
                    // The schema refuses what is below 0.
                    if (!change.endsWith("-1")) expect(changes).toContain(change);
                }
            }),
            { numRuns: runs(150) },
        );
    });

    it("are judged as if each was judged from the beginning", () => {
        fc.assert(
            fc.property(
                file,
                fc.array(anyCase, { minLength: 1, maxLength: 3 }),
                (loaded, cases) => {
                    const original = new TestedRules(loaded);
                    for (const { definition, origin } of mutantsOf(
                        loaded.definition,
                        loaded.origin,
                    )) {
                        const mutant = { ...loaded, definition, origin };
                        for (const each of cases) {
                            const judged = new TestedRules(mutant, original).judge(each);
                            expect(judged.found).toEqual(new TestedRules(mutant).judge(each).found);
                        }
                    }
                },
            ),
            { numRuns: runs(50) },
        );
    });
});
