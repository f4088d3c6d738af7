import { escapeUnseen, showValue } from "bytenite-core/model";
import { pageOf } from "../engine/pages";
import type { LeveledFinding } from "../judging/evaluate";
import { describeOrigin } from "../contract/finding";

/** Every finding with all that is known about it, for a terminal or a CI log. Ends with the counts. */
export function toText(findings: readonly LeveledFinding[]): string {
    return [...findings.map(describe), [summarise(findings)]]
        .map((lines) => lines.map(escapeUnseen).join("\n"))
        .join("\n\n");
}

function describe(finding: LeveledFinding): string[] {
    const { tag, rule, enforcementLevel, severity, field, found, limit, origin } = finding;
    const details: [string, string][] = [
        ["field", field],
        ["found", showValue(found)],
        ["limit", showValue(limit)],
        ...(origin ? [["set in", describeOrigin(origin)] as [string, string]] : []),
        ["fix", `${finding.fix}.`],
        ...finding.refusedWaivers.map((reason): [string, string] => ["waiver", `${reason}.`]),
        ["page", pageOf({ name: rule })],
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
