import { describeOrigin } from "../../contract/finding";
import type { ReportedRule } from "../report";
import type { ShownFinding } from "../shownFindings";
import { linkTarget, markdownText } from "./escape";

/** The row of a finding in the table of its app. */
export function toRow(finding: ShownFinding, rules: ReadonlyMap<string, ReportedRule>): string {
    const { rule, enforcementLevel, severity, excuse, places, origin, id } = finding;
    const [place] = places;
    const page = rules.get(rule)?.page;
    const name = markdownText(rule);
    const where = [
        ...(place ? [describeOrigin(place)] : []),
        ...(origin && place?.what !== "rule" ? [`limit: ${describeOrigin(origin)}`] : []),
    ];
    const texts = [
        `${markdownText(finding.message)}.`,
        ...(excuse ? [`${markdownText(excuse.why)}.`] : []),
        `**Fix:** ${markdownText(finding.fix)}.`,
        ...finding.refusedWaivers.map((reason) => `${markdownText(reason)}.`),
        `<sub>${[...where, id].map(markdownText).join(" · ")}</sub>`,
    ];
    const level = excuse ? `${excuse.kind} (${enforcementLevel})` : enforcementLevel;
    const cells = [
        `${level}, ${severity}`,
        page === undefined ? name : `[${name}](${linkTarget(page)})`,
        texts.join("<br>"),
    ];
    return `| ${cells.join(" | ")} |\n`;
}

/** What stands above the rows of an app's table. */
export const TABLE_HEAD = "| Level | Rule | What is wrong |\n| --- | --- | --- |\n";
