import { rules } from "../rules";
import { hasWhatItNeeds } from "./needs";
import { isJudging, type JudgingRule } from "./rule";

const EMPTY: Record<string, unknown> = { array: [], object: {} };

/** What a rule needs and may be given empty: whether it judges by it then. */
const JUDGES_BY_NOTHING: Record<string, boolean> = {
    "container-registry.allow": true,
    "container-secrets.allow": true,
    "gpu-allowed.allow": true,
    "gpu-allowed.deny": false,
    "gpu-family.allow": true,
    "gpu-family.deny": false,
    "gpu-first-choice.allow": true,
    "gpu-first-choice.families": true,
    "gpu-forbidden.apps": false,
    "gpu-required.apps": false,
    "gpu-vendor.allow": true,
    "gpu-vendor.deny": false,
    // A lock file is empty before the first app is locked.
    "hash-locked.hashes": true,
    "owner-allowed.allow": true,
    "user-name-allowed.allow": true,
};

const lists = rules.filter(isJudging).flatMap((rule): [string, JudgingRule, string, unknown][] =>
    (rule.needs ?? []).flatMap((setting) => {
        const empty = EMPTY[String(rule.settings[setting]?.type)];
        return empty === undefined ? [] : [[`${rule.name}.${setting}`, rule, setting, empty]];
    }),
);

describe("an empty list, which is all that a rule is given", () => {
    it.each(lists)("%s", (name, rule, setting, empty) => {
        expect(hasWhatItNeeds(rule, { [setting]: empty })).toBe(JUDGES_BY_NOTHING[name]);
    });

    it("is looked at for each rule that there is", () => {
        expect(lists.map(([name]) => name).sort()).toEqual(Object.keys(JUDGES_BY_NOTHING).sort());
    });
});
