import { GpuVocabulary } from "bytenite-core/model";
import { appRecord } from "../../appRecord.testSupport";
import type { Waiver } from "../../contract/exceptions";
import type { RuleConfiguration } from "../../rulesFile/resolvedRules";
import { NO_RULES_FILE } from "../../rulesFile/resolvedRules";
import type { PageLimit } from "./data";
import { gpuUse } from "./gpuUse";
import { toPageData } from "./pageData";
import { runOf } from "./htmlRun.testSupport";

const configured = (configuration: Record<string, Partial<RuleConfiguration>>) => ({
    ...NO_RULES_FILE,
    configuration: Object.fromEntries(
        Object.entries(configuration).map(([name, given]) => [
            name,
            { settings: {}, origins: {}, ...given },
        ]),
    ),
});
const NO_LIMITS = {
    "cpu-minimum": { enforcementLevel: "disabled" },
    "memory-minimum": { enforcementLevel: "disabled" },
} as const;

describe("the limits in the drawing", () => {
    it.each<[string, Record<string, Partial<RuleConfiguration>>, Partial<PageLimit>[]]>([
        [
            "those by default",
            {},
            [
                { rule: "cpu-minimum", of: "cpu", bound: "minimum", value: 1 },
                { rule: "memory-minimum", of: "memory", bound: "minimum", value: 2 },
            ],
        ],
        ["none of a rule that does not run", NO_LIMITS, []],
        [
            "none of a minimum that accepts everything",
            { ...NO_LIMITS, "cpu-minimum": { settings: { minimum: 0 } } },
            [],
        ],
        [
            "those that the organisation sets, and their level",
            {
                ...NO_LIMITS,
                "memory-maximum": { enforcementLevel: "mandatory", settings: { maximum: 64 } },
                "memory-per-cpu": { settings: { maximum: 8 } },
            },
            [
                { rule: "memory-maximum", bound: "maximum", value: 64, level: "mandatory" },
                { rule: "memory-per-cpu", of: "ratio", value: 8, level: "advisory" },
            ],
        ],
        [
            "which hold for some apps only",
            { ...NO_LIMITS, "cpu-maximum": { settings: { maximum: 4, apps: ["web-*"] } } },
            [{ rule: "cpu-maximum", isForSome: true }],
        ],
    ])("are %s", (_what, configuration, limits) => {
        expect(toPageData(runOf([], configured(configuration))).limits).toMatchObject(limits);
    });
});

describe("the state of a waiver", () => {
    const app = appRecord({ minMemory: 1 });
    const waiver: Waiver = {
        ...{ rule: "memory-minimum", app: "img-gen@*", reason: "r", owner: "o" },
        ...{ expires: "2026-12-31", origin: { file: "bytenite.rules.yaml", line: 7 } },
    };
    it.each<[string, Partial<Waiver>]>([
        ["active", {}],
        ["active", { expires: "2026-01-30" }],
        ["expiring", { expires: "2026-01-29" }],
        ["expiring", { expires: "2026-01-15" }],
        ["expired", { expires: "2026-01-14" }],
        ["unused", { rule: "gpu-known" }],
        ["foreign", { app: "another@*" }],
    ])("is %s with %j", (state, changes) => {
        const organisation = {
            ...configured({ "memory-minimum": { settings: { minimum: 4 } } }),
            waivers: [{ ...waiver, ...changes }],
        };
        const { waivers, findings } = toPageData(runOf([app], organisation));
        expect(waivers).toMatchObject([{ state, place: "bytenite.rules.yaml:7" }]);
        const covered = findings.filter((finding) => finding.state === "waived");
        expect(covered.map((finding) => finding.waiver)).toEqual(
            ["active", "expiring"].includes(state) ? [0] : [],
        );
    });

    it("knows the order in which they expire, and which finding each covers", () => {
        const organisation = {
            ...configured({ "memory-minimum": { settings: { minimum: 4 } } }),
            waivers: [waiver, { ...waiver, rule: "tag-pinned", expires: "2026-02-01" }],
        };
        const { waivers, findings } = toPageData(runOf([app], organisation));
        expect(waivers.map(({ rule }) => rule)).toEqual(["tag-pinned", "memory-minimum"]);
        expect(findings.find(({ state }) => state === "waived")?.waiver).toBe(1);
    });
});

describe("gpuUse", () => {
    it("counts apps by what the names mean, whatever their spelling, the organisation's own included", () => {
        const gpus = new GpuVocabulary({
            own: [{ name: "quantum 9000", family: "quantum", vram: 96 }],
        });
        const apps = [
            ["T4", "NVIDIA Tesla T4"],
            ["NVIDIA T4", "quantum-9000"],
            ["nvidia l4", "tesla t4"],
            ["L4O"],
            [],
        ].map((gpu) => appRecord({ gpu }));
        expect(gpuUse(apps, gpus)).toEqual([
            { name: "tesla t4", family: "turing", memory: "16 GB", listed: 3, first: 2 },
            { name: "nvidia l4", family: "ada lovelace", memory: "24 GB", listed: 1, first: 1 },
            { name: "quantum 9000", family: "quantum", memory: "96 GB", listed: 1, first: 0 },
            { name: "L4O", listed: 1, first: 1 },
        ]);
    });
});

it("has what findings are about besides apps, and each app once", () => {
    const organisation = configured({ "stack-app-count": { settings: { maximum: 0 } } });
    const app = appRecord({ minCpu: 2 });
    const { subjects } = toPageData(runOf([app, app], organisation));
    expect(subjects).toEqual([
        { label: "the stack" },
        { label: app.tag, requirements: { cpu: 2 } },
    ]);
});
