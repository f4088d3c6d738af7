import { escapeUnseen, showLine } from "bytenite-core/model";
import type { Report, ReportedPlace } from "../report";
import { mostSevereFirst, shownFindings, tellUnjudged, type ShownFinding } from "../shownFindings";

/** GitHub shows so many of each level for a step, and drops the others in silence. */
const MOST_OF_A_LEVEL = 10;
/** How long the list of the others may be. */
const LONGEST_REST = 4000;

type Level = "error" | "warning" | "notice";

/** For a run of GitHub Actions: commands in its log that become annotations. */
export const report: Report = {
    description: `annotations of GitHub Actions: up to ${MOST_OF_A_LEVEL} errors and ${MOST_OF_A_LEVEL} warnings`,
    render: (run, { withWaived }) => {
        const findings = mostSevereFirst(shownFindings(run, withWaived));
        const levels: readonly Level[] = ["error", "warning", "notice"];
        const ofRun: Record<Level, readonly string[]> = {
            error:
                run.emptiness === undefined
                    ? []
                    : [command("error", "Nothing was judged", run.emptiness)],
            warning: [],
            notice: tellUnjudged(run).map((sentence) => command("notice", "Not judged", sentence)),
        };
        return [
            ...levels.flatMap((level) => ofRun[level]),
            ...levels.flatMap((level) =>
                annotate(
                    level,
                    findings.filter((each) => levelOf(each) === level),
                    ofRun[level].length,
                ),
            ),
        ].join("\n");
    },
};

function levelOf({ excuse, enforcementLevel }: ShownFinding): Level {
    if (excuse) return "notice";
    return enforcementLevel === "mandatory" ? "error" : "warning";
}

/** @param used how many of the level there are already */
function annotate(level: Level, findings: readonly ShownFinding[], used: number): string[] {
    const free = MOST_OF_A_LEVEL - used;
    const shown = findings.length > free ? findings.slice(0, free - 1) : findings;
    const rest = findings.slice(shown.length);
    return [
        ...shown.map((finding) =>
            command(level, titleOf(finding), textOf(finding), finding.places[0]),
        ),
        ...(rest.length === 0
            ? []
            : [command(level, `${rest.length} more findings`, describeRest(rest))]),
    ];
}

function titleOf({ tag, rule, severity }: ShownFinding): string {
    return `${rule} (${severity}): ${tag === "" ? "the stack" : showLine(tag)}`;
}

function textOf({ message, excuse, fix, refusedWaivers, id }: ShownFinding): string {
    const sentences = [message, ...(excuse ? [excuse.why] : []), fix, ...refusedWaivers];
    return [...sentences.map((sentence) => `${sentence}.`), `[${id}]`].join("\n");
}

function describeRest(rest: readonly ShownFinding[]): string {
    const lines: string[] = [];
    let length = 0;
    for (const finding of rest) {
        const line = `${titleOf(finding)} [${finding.id}]`;
        length += line.length + 1;
        if (length > LONGEST_REST) break;
        lines.push(line);
    }
    const left = rest.length - lines.length;
    if (left > 0) lines.push(`and ${left} more`);
    return `GitHub shows no more than ${MOST_OF_A_LEVEL} of a level. The others:\n${lines.join("\n")}`;
}

function command(level: Level, title: string, text: string, place?: ReportedPlace): string {
    const properties: [string, string | number | undefined][] = [
        ["file", place?.file],
        ["line", place?.line],
        ["col", place?.column],
        ["title", title],
    ];
    const given = properties
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
    const lines = text.split("\n").map((line) => escapeUnseen(line));
    return `::${level} ${given.join(",")}::${escapeData(lines.join("\n"))}`;
}

/** As the runner unescapes it: see toolkit's command.ts. */
function escapeData(text: string): string {
    return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
    return escapeData(escapeUnseen(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
