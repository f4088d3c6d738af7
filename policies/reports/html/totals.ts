import type { Severity } from "../../contract/problem";
import type { Run } from "../report";
import type { Level, State } from "./data";
import { markup, type Markup } from "./markup";

const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low"];
const COLUMNS: readonly { title: string; state: State; level?: Level }[] = [
    { title: "mandatory", state: "open", level: "mandatory" },
    { title: "advisory", state: "open", level: "advisory" },
    { title: "waived", state: "waived" },
    { title: "accepted", state: "accepted" },
];

interface Counted {
    severity: Severity;
    level: Level;
    state: State;
}

/** How many findings there are by severity and by what they do. Each number leads to them. */
export function totals(run: Run): Markup {
    const counted = countedFindings(run);
    const row = (title: string, severity?: Severity) =>
        markup`<tr><th scope="row">${severity ? chip(severity) : title}</th>${COLUMNS.map(
            ({ state, level }) => {
                const count = counted.filter(
                    (each) =>
                        each.state === state &&
                        (level === undefined || each.level === level) &&
                        (severity === undefined || each.severity === severity),
                ).length;
                return cell(count, { severity, level, state });
            },
        )}</tr>`;
    return markup`<table class="totals">
<caption class="unseen">Findings by severity and by what they do</caption>
<thead><tr><th scope="col"><span class="unseen">severity</span></th>${COLUMNS.map(
        ({ title }) => markup`<th scope="col">${title}</th>`,
    )}</tr></thead>
<tbody>${SEVERITIES.map((severity) => row(severity, severity))}</tbody>
<tfoot>${row("all")}</tfoot>
</table>`;
}

/** How many findings refuse what was judged, and how many only advise. */
export function countOpen(run: Run, level: Level): number {
    return run.findings.filter(({ enforcementLevel }) => enforcementLevel === level).length;
}

function countedFindings({ findings, waived, accepted }: Run): Counted[] {
    const count =
        (state: State) =>
        ({ severity, enforcementLevel }: Run["findings"][number]): Counted => ({
            severity,
            level: enforcementLevel,
            state,
        });
    return [
        ...findings.map(count("open")),
        ...waived.map(({ finding }) => count("waived")(finding)),
        ...accepted.map(count("accepted")),
    ];
}

function cell(
    count: number,
    filters: { [Name in keyof Counted]: Counted[Name] | undefined },
): Markup {
    if (count === 0) return markup`<td class="none">0</td>`;
    const chosen = Object.entries(filters).filter((each): each is [string, Severity] => !!each[1]);
    const query = new URLSearchParams(chosen).toString();
    return markup`<td><a href='#findings?${query}'>${count}</a></td>`;
}

function chip(severity: Severity): Markup {
    return markup`<span class='chip severity-${severity}'>${severity}</span>`;
}
