import { appRecord } from "../appRecord.testSupport";
import { defineAppRule, defineStackRule } from "../contract/rule";
import { rules } from "../rules";
import { NO_RULES_FILE, type ResolvedRules } from "../rulesFile/resolvedRules";
import { UNKNOWN_FACTS } from "../doors/manifest/manifest";
import { evaluate } from "./evaluate";

const TODAY = "2026-01-15";
const words = {
    description: "d",
    explanation: "e",
    remediation: "r",
    category: "identity",
    severity: "low",
    settings: {},
} as const;
const problem = { field: "status", found: null, limit: null, message: "m", fix: "f" };
/** Has something against each app, and reads the owner of those with a GPU. */
const ownRule = defineAppRule({
    ...words,
    name: "own-rule",
    evaluate: ({ deviceRequirements, ...rest }) => {
        const isFine = deviceRequirements.gpu.length > 0 && rest.owner === "me";
        return isFine ? [] : [problem];
    },
});
const lazyRule = defineAppRule({
    ...words,
    name: "lazy-rule",
    evaluate: (app) =>
        app.deviceRequirements.gpu.length > 0 && app.owner === "me" ? [] : [problem],
});
const stackRule = defineStackRule({
    ...words,
    name: "stack-rule",
    evaluate: (apps) => (new Set(apps.map(({ owner }) => owner)).size > 3 ? [] : [problem]),
});
const withGpu = appRecord({ gpu: ["t4"] }, { tag: "gpu@1.0" });
const without = appRecord({ gpu: [] }, { tag: "cpu@1.0" });
const waiver = (rule: string, app?: string) => ({
    rule,
    ...(app !== undefined && { app }),
    reason: "r",
    owner: "o",
    expires: "2027-01-01",
    origin: { file: "rules.yaml", line: 1 },
});

describe("facts that nothing tells", () => {
    it("end the judgement of whoever reads them, for that app alone", () => {
        const { findings, unjudged } = evaluate(
            [withGpu, without],
            [lazyRule],
            NO_RULES_FILE,
            TODAY,
            ["owner"],
        );
        expect(findings.map(({ tag }) => tag)).toEqual(["cpu@1.0"]);
        expect(unjudged).toEqual([{ rule: "lazy-rule", facts: ["owner"], tags: ["gpu@1.0"] }]);
    });

    it("are read by whoever takes all facts", () => {
        const { findings, unjudged } = evaluate([without], [ownRule], NO_RULES_FILE, TODAY, [
            "owner",
            "hash",
        ]);
        expect(findings).toEqual([]);
        expect(unjudged).toEqual([
            { rule: "own-rule", facts: ["hash", "owner"], tags: ["cpu@1.0"] },
        ]);
    });

    it("end the judgement of the stack", () => {
        const { findings, unjudged } = evaluate(
            [withGpu, without],
            [stackRule],
            NO_RULES_FILE,
            TODAY,
            ["owner"],
        );
        expect(findings).toEqual([]);
        expect(unjudged).toEqual([{ rule: "stack-rule", facts: ["owner"], tags: [""] }]);
    });

    it("change nothing where all are told", () => {
        const all = [lazyRule, stackRule, ownRule];
        const { findings, unjudged } = evaluate([withGpu, without], all, NO_RULES_FILE, TODAY);
        expect(findings).toHaveLength(5);
        expect(unjudged).toEqual([]);
    });

    it("make no waiver an unused one", () => {
        const organisation: ResolvedRules = {
            ...NO_RULES_FILE,
            waivers: [
                waiver("status-allowed", "*"),
                waiver("memory-required", "*"),
                waiver("stack-app-count"),
            ],
        };
        const unused = (unknown: typeof UNKNOWN_FACTS | []) =>
            evaluate([appRecord({ minMemory: 1 })], rules, organisation, TODAY, unknown)
                .findings.filter(({ rule }) => rule === "waiver-unused")
                .map(({ field }) => field.split("/")[1]);
        expect(unused([])).toEqual(["memory-required", "stack-app-count", "status-allowed"]);
        expect(unused(UNKNOWN_FACTS)).toEqual(["memory-required", "stack-app-count"]);
    });
});

describe("a manifest", () => {
    const strict = Object.fromEntries(
        Object.entries({
            "owner-allowed": { allow: ["me"] },
            "user-name-allowed": { allow: ["me"] },
            "update-age": { maximumDays: 1 },
            "hash-locked": { requireLocked: true },
        }).map(([name, settings]) => [
            name,
            { enforcementLevel: "mandatory" as const, settings, origins: {} },
        ]),
    );

    it.each([
        [
            "with what the organisation sets",
            strict,
            [
                "app-private",
                "hash-locked",
                "owner-allowed",
                "status-allowed",
                "update-age",
                "user-name-allowed",
            ],
        ],
        ["without", {}, ["app-private", "status-allowed"]],
    ])("leaves these rules unjudged, %s", (_what, configuration, names) => {
        const organisation = { ...NO_RULES_FILE, configuration };
        const { findings, unjudged } = evaluate(
            [withGpu],
            rules,
            organisation,
            TODAY,
            UNKNOWN_FACTS,
        );
        expect(unjudged.map(({ rule }) => rule)).toEqual(names);
        expect(findings.filter(({ rule }) => names.includes(rule))).toEqual([]);
    });
});
