import { escapeUnseen, showLine, showValue } from "bytenite-core/model";
import { describeOrigin } from "../../contract/finding";
import type { Report, ReportedRule, ReportOptions, Run } from "../report";
import {
    rulesByName,
    shownFindings,
    summarise,
    tellUnjudged,
    type ShownFinding,
} from "../shownFindings";
import { toStyle, type Style } from "./style";
import { wrap } from "./wrap";

/** Narrower terminals get lines of this width all the same: what is left of a line must hold a word. */
const NARROWEST = 40;
const LABEL_WIDTH = 7;

/** For people: a terminal, or the log of a CI run. */
export const report: Report = {
    description: "every finding in full, for people",
    render: (run, options) => {
        const findings = shownFindings(run, options.withWaived);
        const style = toStyle(options.hasColor);
        const blocks = options.width === undefined ? listed : grouped;
        return [
            ...blocks(findings, { ...options, style, rules: rulesByName(run) }),
            ending(run, options, style),
        ].join("\n\n");
    },
};

interface Look extends ReportOptions {
    style: Style;
    rules: ReadonlyMap<string, ReportedRule>;
}

/** For files and pipes: what belongs together stands in one line, however long. */
function listed(findings: readonly ShownFinding[], { style, rules }: Look): string[] {
    return findings.map((finding) => {
        const heading = `${subjectOf(finding)}: ${finding.rule} (${kindOf(finding)})`;
        return [
            style(colorOf(finding), escapeUnseen(heading)),
            `  ${escapeUnseen(finding.message)}.`,
            ...detailsOf(finding, rules).map(
                ([label, text]) =>
                    `  ${style("dim", label.padEnd(LABEL_WIDTH))} ${escapeUnseen(text)}`,
            ),
        ].join("\n");
    });
}

/** For a terminal: the app once, and below it what the rules have against it. */
function grouped(
    findings: readonly ShownFinding[],
    { style, rules, width = NARROWEST }: Look,
): string[] {
    const columns = Math.max(width, NARROWEST);
    return findings.map((finding, index) => {
        const before = findings[index - 1];
        const isFirst = subjectOf(finding) !== (before && subjectOf(before));
        const heading = escapeUnseen(`${finding.rule} (${kindOf(finding)})`);
        const block = [
            ...wrap(heading, columns, "  ").map((line) => style(colorOf(finding), line)),
            ...wrap(`${escapeUnseen(finding.message)}.`, columns, "    "),
            ...detailsOf(finding, rules).flatMap(([label, text]) => {
                const [first = "", ...others] = wrap(
                    escapeUnseen(text),
                    columns,
                    " ".repeat(LABEL_WIDTH + 5),
                );
                const shown = style("dim", label.padEnd(LABEL_WIDTH));
                return [`    ${shown} ${first.trimStart()}`, ...others];
            }),
        ].join("\n");
        if (!isFirst) return block;
        const app = wrap(subjectOf(finding), columns, "").map((line) => style("bold", line));
        return [...app, block].join("\n");
    });
}

function subjectOf({ tag }: ShownFinding): string {
    return tag === "" ? "the stack" : showLine(tag);
}

function kindOf({ excuse, enforcementLevel, severity }: ShownFinding): string {
    return [enforcementLevel, severity, ...(excuse ? [excuse.kind] : [])].join(", ");
}

function colorOf({ excuse, enforcementLevel }: ShownFinding): "red" | "yellow" | "dim" {
    if (excuse !== undefined) return "dim";
    return enforcementLevel === "mandatory" ? "red" : "yellow";
}

function detailsOf(
    finding: ShownFinding,
    rules: ReadonlyMap<string, ReportedRule>,
): [label: string, text: string][] {
    const { excuse, field, found, limit, origin, fix, refusedWaivers, rule, id } = finding;
    const page = rules.get(rule)?.page;
    const details: [label: string, text: string | undefined][] = [
        ["excuse", excuse && `${excuse.why}.`],
        ["field", field],
        ["found", showValue(found)],
        ["limit", showValue(limit)],
        ["set in", origin && describeOrigin(origin)],
        ["fix", `${fix}.`],
        ...refusedWaivers.map((reason): [string, string] => ["waiver", `${reason}.`]),
        ["page", page],
        ["id", id],
    ];
    return details.filter((detail): detail is [string, string] => detail[1] !== undefined);
}

function ending(run: Run, { withWaived, width }: ReportOptions, style: Style): string {
    const lines = (sentence: string) =>
        width === undefined ? [sentence] : wrap(sentence, Math.max(width, NARROWEST), "");
    return [
        ...(run.emptiness === undefined ? [] : lines(escapeUnseen(run.emptiness))),
        // Who is at a terminal has read it there: the run tells it on standard error.
        ...(width === undefined ? tellUnjudged(run) : []),
        ...lines(summarise(run, withWaived)).map((line) => style("bold", line)),
    ].join("\n");
}
