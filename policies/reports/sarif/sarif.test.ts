import "@microsoft/jest-sarif";
import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import type { Log, Result } from "sarif";
import { anyCharacter } from "../../../dev/support/anyCharacter";
import { runs } from "../../../dev/support/propertyRuns";
import { appRecord } from "../../appRecord.testSupport";
import { hostileApp } from "../../hostileApp.testSupport";
import { defineAppRule } from "../../contract/rule";
import { rules } from "../../rules";
import type { ReportOptions, Run } from "../report";
import { appOf, excused, PLAIN, runOf, UNJUDGED, WITH_WAIVED } from "../run.testSupport";
import { report } from "./report";

const read = (run: Run, options: ReportOptions = PLAIN) =>
    JSON.parse(report.render(run, options)) as Log;
const resultsOf = (log: Log): Result[] => log.runs[0]?.results ?? [];
const fingerprint = (result: Result) => [
    result.ruleId,
    result.locations?.[0]?.physicalLocation?.artifactLocation?.uri,
    result.partialFingerprints?.primaryLocationLineHash,
];
const many = (count: number) =>
    runOf(
        Array.from({ length: count }, (_, index) =>
            appRecord({ gpu: ["h100"] }, { tag: `app-${index}@1.0`, name: `app-${index}` }),
        ),
    );

describe("the report sarif", () => {
    it("is valid by the schema of SARIF 2.1.0, and by what GitHub asks for besides", () => {
        fc.assert(
            fc.property(
                fc.array(hostileApp, { maxLength: 3 }),
                fc.option(fc.string({ unit: anyCharacter, minLength: 1 }), { nil: undefined }),
                (apps, file) => {
                    const shown = apps.map((properties, index) => appOf(properties, index));
                    const placeOf = () => file && { file: `/repository/a/${file}`, line: 7 };
                    const before = runOf(shown, { placeOf: () => placeOf() || undefined });
                    const run = runOf(shown, { changes: excused(before) });
                    const log = read(run, WITH_WAIVED);
                    expect(log).toBeValidSarifLog();
                    for (const { locations, message } of resultsOf(log)) {
                        expect(locations).toHaveLength(1);
                        const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
                        const url = new URL(artifactLocation?.uri ?? "", "https://x.example/r/");
                        expect(url.origin).toBe("https://x.example");
                        expect(Object.keys(region ?? {}).sort()).toEqual([
                            "endColumn",
                            "endLine",
                            "startColumn",
                            "startLine",
                        ]);
                        expect(message.text).toMatch(/./);
                        expect(message.text).not.toContain("](");
                    }
                    expect(report.render(run, WITH_WAIVED)).not.toMatch(/: ""/);
                },
            ),
            { numRuns: runs(30) },
        );
    });

    it("describes each rule within GitHub's limits", () => {
        const driver = read(runOf([])).runs[0]?.tool.driver;
        const security = rules.filter((each) => each.isAboutSecurity).map(({ name }) => name);
        expect(driver?.rules?.length).toBe(rules.length);
        for (const rule of driver?.rules ?? []) {
            expect(rule.fullDescription?.text.length).toBeLessThanOrEqual(1024);
            expect(rule.help?.text).toMatch(/./);
            expect(rule.properties?.tags?.length).toBeLessThanOrEqual(10);
            const { id, properties } = rule;
            expect(properties).toHaveProperty(["problem.severity"]);
            expect(Object.hasOwn(properties ?? {}, "security-severity")).toBe(
                security.includes(id),
            );
        }
        expect(security).toContain("container-credentials");
        expect(security).not.toContain("gpu-allowed");
    });

    it("names no page of a rule that has none", () => {
        const ours = defineAppRule({
            name: "ours",
            module: "./ours.js",
            description: "D.",
            explanation: "E.",
            remediation: "R.",
            category: "gpu",
            severity: "low",
            settings: {},
            evaluate: () => [],
        });
        const log = read(runOf([], { changes: { rules: [ours] } }));
        expect(log).toBeValidSarifLog();
        const [descriptor] = log.runs[0]?.tool.driver.rules ?? [];
        expect(descriptor).toMatchObject({
            id: "ours",
            help: { text: "E.\n\nR.", markdown: "E.\n\n**How to end a finding:** R." },
        });
        expect(descriptor).not.toHaveProperty("helpUri");
    });

    it("tells findings apart, and the same ones again after a line was put on top of a file", () => {
        const apps = ["a@1.0", "b@1.0", "b@1.0"].map((tag) =>
            appRecord({ gpu: ["h100"] }, { tag }),
        );
        const at = (line: number) =>
            runOf(apps, { placeOf: (tag) => ({ file: `/repository/${tag}.json`, line }) });
        const before = resultsOf(read(at(1))).map(fingerprint);
        expect(before.length).toBe(at(1).findings.length);
        expect(new Set(before.map((each) => JSON.stringify(each))).size).toBe(before.length);
        expect(resultsOf(read(at(2))).map(fingerprint)).toEqual(before);
    });

    it("names the app's own line first, and the line of the rules file as related", () => {
        const run = runOf([appRecord({ gpu: ["h100"] })], {
            placeOf: () => ({ file: "/repository/sub dir/bytenite.lock.json", line: 4, column: 9 }),
        });
        const result = resultsOf(read(run)).find(({ ruleId }) => ruleId === "gpu-allowed");
        const physical = (uri: string, startLine: number, startColumn: number) => ({
            artifactLocation: { uri },
            region: {
                ...{ startLine, startColumn, endLine: startLine },
                endColumn: startColumn + 1,
            },
        });
        expect(result?.locations).toEqual([
            { physicalLocation: physical("sub%20dir/bytenite.lock.json", 4, 9) },
        ]);
        expect(result?.relatedLocations).toEqual([
            {
                id: 1,
                physicalLocation: physical("bytenite.rules.yaml", 3, 1),
                message: { text: "Set here" },
            },
        ]);
    });

    it("has a location for what stands in no file", () => {
        const { fallback: _fallback, ...run } = runOf([appRecord()], {
            placeOf: () => ({ file: "/elsewhere/x.json", line: 1 }),
        });
        const findings = run.findings.map((finding) => ({ ...finding, places: [] }));
        for (const { locations } of resultsOf(read({ ...run, findings }))) {
            expect(locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(
                "bytenite.rules.yaml",
            );
        }
    });

    it("leaves waived findings out, unless they are asked for", () => {
        const before = runOf([appRecord({ gpu: ["h100"] })]);
        const run = runOf(before.apps, { changes: excused(before) });
        const suppressed = (options: ReportOptions) =>
            resultsOf(read(run, options)).filter(({ suppressions }) => suppressions).length;
        expect(suppressed(PLAIN)).toBe(0);
        expect(suppressed(WITH_WAIVED)).toBe(2);
    });

    it("warns of the rules that were not judged", () => {
        const log = read({ ...runOf([appRecord()]), unjudged: [UNJUDGED] });
        expect(log).toBeValidSarifLog();
        expect(log.runs[0]?.invocations).toEqual([
            {
                executionSuccessful: true,
                toolExecutionNotifications: [
                    {
                        level: "warning",
                        message: {
                            text: "Not judged by these rules, since what was judged does not tell what is in brackets: memory-minimum (factOfNobody).",
                        },
                    },
                ],
            },
        ]);
    });

    it("keeps the 5,000 most severe, and says how many it leaves out", () => {
        const run = many(1000);
        const told: string[] = [];
        const log = read(run, { ...PLAIN, tell: (sentence) => told.push(sentence) });
        const kept = resultsOf(log);
        expect(run.findings.length).toBeGreaterThan(5000);
        expect(kept.length).toBe(5000);
        const count = (results: readonly Result[]) =>
            results.filter(({ level }) => level === "error").length;
        const mandatory = run.findings.filter((each) => each.enforcementLevel === "mandatory");
        expect(count(kept)).toBe(Math.min(5000, mandatory.length));
        const [notice] = log.runs[0]?.invocations?.[0]?.toolExecutionNotifications ?? [];
        expect(notice?.message.text).toContain(
            `${run.findings.length - 5000} of ${run.findings.length} findings are left out`,
        );
        expect(told).toEqual([expect.stringContaining("findings are left out")]);
    });

    it("leaves out what GitHub would not take for its size, the least severe first", () => {
        const run = runOf([appRecord({ gpu: ["h100"] })]);
        const [finding] = run.findings;
        if (!finding) throw new Error("nothing was found");
        const findings = Array.from({ length: 900 }, (_, index) => ({
            ...finding,
            id: index.toString(16).padStart(16, "0"),
            severity: index % 2 === 0 ? ("critical" as const) : ("low" as const),
            // It can't be compressed to less than three quarters.
            message: randomBytes(18_000).toString("base64"),
        }));
        const text = report.render({ ...run, findings }, PLAIN);
        expect(gzipSync(text).length).toBeLessThan(10_000_000);
        const results = resultsOf(JSON.parse(text) as Log);
        expect(results.length).toBeGreaterThan(400);
        expect(results.length).toBeLessThan(900);
        const kept = new Set(results.map(({ properties }) => properties?.id as string));
        const order = [...findings].sort((a, b) =>
            a.severity < b.severity ? -1 : a.severity > b.severity ? 1 : 0,
        );
        expect(kept).toEqual(new Set(order.slice(0, kept.size).map(({ id }) => id)));
    });
});
