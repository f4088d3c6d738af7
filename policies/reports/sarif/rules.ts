import type { ReportingDescriptor } from "sarif";
import type { Severity } from "../../contract/problem";
import type { ReportedRule, Run } from "../report";

/** GitHub's limit for a full description. */
const LONGEST_DESCRIPTION = 1024;

/** In the middle of GitHub's ranges for each word. By it GitHub shows a finding as a security alert. */
const SECURITY_SEVERITY: Record<Severity, string> = {
    critical: "9.5",
    high: "8.0",
    medium: "5.5",
    low: "2.0",
};
const PROBLEM_SEVERITY: Record<Severity, string> = {
    critical: "error",
    high: "error",
    medium: "warning",
    low: "recommendation",
};

/** The rules that run, and at which position each stands. */
export function toDescriptors(run: Run): {
    rules: ReportingDescriptor[];
    indices: ReadonlyMap<string, number>;
} {
    const rules = run.rules.filter(({ enforcementLevel }) => enforcementLevel !== "disabled");
    return {
        rules: rules.map(toDescriptor),
        indices: new Map(rules.map(({ name }, index) => [name, index])),
    };
}

function toDescriptor(rule: ReportedRule): ReportingDescriptor {
    const { name, description, explanation, remediation, severity, page, isAboutSecurity } = rule;
    return {
        id: name,
        name,
        shortDescription: { text: description },
        fullDescription: { text: cut(explanation) },
        help: {
            text: [explanation, remediation, ...(page === undefined ? [] : [page])].join("\n\n"),
            markdown: [
                explanation,
                `**How to end a finding:** ${remediation}`,
                ...(page === undefined ? [] : [`[The rule's page](${page})`]),
            ].join("\n\n"),
        },
        ...(page !== undefined && { helpUri: page }),
        defaultConfiguration: {
            level: rule.enforcementLevel === "mandatory" ? "error" : "warning",
        },
        properties: {
            tags: [rule.category, ...(isAboutSecurity ? ["security"] : [])],
            precision: "very-high",
            "problem.severity": PROBLEM_SEVERITY[severity],
            ...(isAboutSecurity && { "security-severity": SECURITY_SEVERITY[severity] }),
        },
    };
}

function cut(text: string): string {
    if (text.length <= LONGEST_DESCRIPTION) return text;
    return `${text.slice(0, LONGEST_DESCRIPTION - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
