import { escapeUnseen, showValue } from "bytenite-core/model";
import type { LeveledFinding } from "../../contract/evaluation";
import { describeOrigin } from "../../contract/finding";
import type { Report, ReportedRule } from "../report";

/** For people: a terminal, or the log of a CI run. */
export const report: Report = {
    description: "every finding in full, for people",
    render: ({ findings, rules }) => toText(findings, rules),
};

/** Every finding with all that is known about it, for a terminal or a CI log. Ends with the counts. */
export function toText(
    findings: readonly LeveledFinding[],
    rules: readonly Pick<ReportedRule, "name" | "page">[],
): string {
    const pages = new Map(rules.map(({ name, page }) => [name, page]));
    const described = findings.map((finding) => describe(finding, pages.get(finding.rule)));
    return [...described, [summarise(findings)]]
        .map((lines) => lines.map(escapeUnseen).join("\n"))
        .join("\n\n");
}

function describe(finding: LeveledFinding, page: string | undefined): string[] {
    const { tag, rule, enforcementLevel, severity, field, found, limit, origin } = finding;
    const details: [string, string][] = [
        ["field", field],
        ["found", showValue(found)],
        ["limit", showValue(limit)],
        ...(origin ? [["set in", describeOrigin(origin)] as [string, string]] : []),
        ["fix", `${finding.fix}.`],
        ...finding.refusedWaivers.map((reason): [string, string] => ["waiver", `${reason}.`]),
        ...(page === undefined ? [] : [["page", page] as [string, string]]),
        ["id", finding.id],
    ];
    return [
        `${tag || "the stack"}: ${rule} (${enforcementLevel}, ${severity})`,
        `  ${finding.message}.`,
        ...details.map(([label, text]) => `  ${label.padEnd(7)} ${text}`),
    ];
}

function summarise(findings: readonly LeveledFinding[]): string {
    const count = (level: string) =>
        findings.filter(({ enforcementLevel }) => enforcementLevel === level).length;
    return `${count("mandatory")} mandatory, ${count("advisory")} advisory`;
}
