import { showLine, showValue } from "bytenite-core/model";
import { describeOrigin } from "../../contract/finding";
import type { Report, ReportedRule, Run } from "../report";
import { shownFindings, tellUnjudged, type ShownFinding } from "../shownFindings";
import { xmlAttributes, xmlText } from "./xml";

const NAME = "bytenite-policies";
const EVERY_FILE = "every file is an app's";
const KEPT = "has nothing against any app";

/** For the test tab of GitLab, Jenkins, Azure Pipelines and others. */
export const report: Report = {
    description: "JUnit XML for a test tab: a suite for each rule, a failure for each finding",
    render: (run, { withWaived }) => {
        const byRule = new Map<string, ShownFinding[]>();
        for (const each of shownFindings(run, withWaived)) {
            const known = byRule.get(each.rule);
            if (known) known.push(each);
            else byRule.set(each.rule, [each]);
        }
        const suites = [
            ...(run.emptiness === undefined ? [] : [emptySuite(run.emptiness)]),
            ...(run.passedOver.length === 0 ? [] : [passedOverSuite(run)]),
            ...run.rules
                .filter(({ enforcementLevel }) => enforcementLevel !== "disabled")
                .map((rule) => toSuite(rule, byRule.get(rule.name) ?? [], run)),
        ];
        const total = (count: (suite: Suite) => number) =>
            suites.reduce((sum, suite) => sum + count(suite), 0);
        const counts = {
            tests: total(({ cases }) => cases.length),
            failures: total(({ failures }) => failures),
            errors: total(({ errors }) => errors),
        };
        return [
            '<?xml version="1.0" encoding="UTF-8"?>',
            `<testsuites${xmlAttributes({ name: NAME, ...counts, time: 0 })}>`,
            ...suites.flatMap(({ name, cases, failures, errors, skipped }) => [
                `  <testsuite${xmlAttributes({ name, tests: cases.length, failures, errors, skipped, time: 0 })}>`,
                ...cases,
                "  </testsuite>",
            ]),
            "</testsuites>",
        ].join("\n");
    },
};

interface Suite {
    name: string;
    /** XML of each. */
    cases: string[];
    failures: number;
    errors: number;
    skipped: number;
}

function toSuite({ name, page }: ReportedRule, findings: readonly ShownFinding[], run: Run): Suite {
    const failures = findings.filter(({ excuse }) => excuse === undefined).length;
    const ofRule = run.unjudged.filter(({ rule }) => rule === name);
    const unjudged = tellUnjudged({ unjudged: ofRule, passedOver: [] });
    const isKept = failures === 0 && unjudged.length === 0 && run.emptiness === undefined;
    return {
        name,
        cases: [
            ...findings.map((finding) => toCase(finding, page)),
            // In a text, since Jenkins' schema has no attribute for it.
            ...unjudged.map((why) => testCase(name, KEPT, `<skipped>${xmlText(why)}</skipped>`)),
            // A rule that is kept is a test that passes: else a test tab would have nothing but failures.
            ...(isKept ? [testCase(name, KEPT, "")] : []),
        ],
        failures,
        errors: 0,
        skipped: findings.length - failures + unjudged.length,
    };
}

function emptySuite(emptiness: string): Suite {
    const attributes = { type: "nothing judged", message: emptiness };
    const error = `<error${xmlAttributes(attributes)}/>`;
    const cases = [testCase(NAME, "something is judged", error)];
    return { name: NAME, cases, failures: 0, errors: 1, skipped: 0 };
}

function passedOverSuite({ passedOver }: Run): Suite {
    const [why = ""] = tellUnjudged({ unjudged: [], passedOver });
    const cases = [testCase(NAME, EVERY_FILE, `<skipped>${xmlText(why)}</skipped>`)];
    return { name: NAME, cases, failures: 0, errors: 0, skipped: 1 };
}

function toCase(finding: ShownFinding, page: string | undefined): string {
    const { tag, rule, field, enforcementLevel, excuse, message } = finding;
    const name = `${tag === "" ? "the stack" : showLine(tag)}: ${field}`;
    const text = xmlLines(finding, page);
    if (excuse) return testCase(rule, name, `<skipped>${text}</skipped>`);
    const attributes = { type: enforcementLevel, message: `${message}.` };
    return testCase(rule, name, `<failure${xmlAttributes(attributes)}>${text}</failure>`);
}

function testCase(classname: string, name: string, content: string): string {
    const element = `testcase${xmlAttributes({ classname, name, time: 0 })}`;
    return content === "" ? `    <${element}/>` : `    <${element}>${content}</testcase>`;
}

function xmlLines(finding: ShownFinding, page: string | undefined): string {
    const { message, excuse, severity, found, limit, origin, fix, refusedWaivers, id } = finding;
    const [place] = finding.places;
    return [
        `${message}.`,
        ...(excuse ? [`${excuse.why}.`] : []),
        `severity: ${severity}`,
        `found: ${showValue(found)}`,
        `limit: ${showValue(limit)}${origin ? `, set in ${describeOrigin(origin)}` : ""}`,
        ...(place ? [`at: ${describeOrigin(place)}`] : []),
        `fix: ${fix}.`,
        ...refusedWaivers.map((reason) => `waiver: ${reason}.`),
        ...(page === undefined ? [] : [`page: ${page}`]),
        `id: ${id}`,
    ]
        .map(xmlText)
        .join("\n");
}
