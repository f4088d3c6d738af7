import { appRecord } from "../appRecord.testSupport";
import type { Waiver } from "../contract/exceptions";
import { toBaselineEntry } from "../exceptions/baseline";
import { requirementsDigest } from "../exceptions/waiver";
import { rules } from "../rules";
import { NO_RULES_FILE, type ResolvedRules } from "../rulesFile/resolvedRules";
import { evaluate } from "./evaluate";
import type { ShownApp } from "./facts";

const known = appRecord({ gpu: ["quantum 9000"] }, { hash: "abc=" });
const unverified: ShownApp = { ...known, isUnverified: true };
const rule = rules.filter(({ name }) => name === "gpu-known");
const judged = (app: ShownApp, changes: Partial<ResolvedRules> = {}) =>
    evaluate([app], rule, { ...NO_RULES_FILE, ...changes }, "2026-01-15");

type BoundTo = Pick<Waiver, "hash" | "requirements">;
const waivers = (facts: BoundTo): Waiver[] => [
    {
        ...{ rule: "gpu-known", app: "*", reason: "r", owner: "o", expires: "2027-01-01" },
        ...facts,
        origin: { file: "rules.yaml", line: 7 },
    },
];

describe("an app that nobody can judge", () => {
    it("is accepted by no baseline, which would accept whatever the app becomes", () => {
        const { findings } = judged(unverified);
        expect(findings).toMatchObject([{ field: "lookedUp", found: false }]);
        const baseline = findings.map(toBaselineEntry);
        expect(judged(unverified, { baseline })).toMatchObject({ findings, accepted: [] });
    });

    it.each<[BoundTo, string]>([
        [
            { hash: known.hash },
            "The waiver at rules.yaml:7 is for the hash abc=, but the app's is not known now",
        ],
        [
            { requirements: requirementsDigest(known.deviceRequirements) },
            "The waiver at rules.yaml:7 is for certain device requirements, but the app's are not known now",
        ],
    ])("is covered by no waiver that is bound to facts: %j", (facts, reason) => {
        expect(judged(known, { waivers: waivers(facts) }).waived).toHaveLength(1);
        const { findings, waived } = judged(unverified, { waivers: waivers(facts) });
        expect(findings.map(({ refusedWaivers }) => refusedWaivers)).toEqual([[reason]]);
        expect(waived).toEqual([]);
    });

    it("is covered by a waiver that is bound to none", () => {
        const { findings, waived } = judged(unverified, { waivers: waivers({}) });
        expect(findings).toEqual([]);
        expect(waived).toHaveLength(1);
    });
});
