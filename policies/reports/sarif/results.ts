import { describeOrigin } from "../../contract/finding";
import type { Location, Result } from "sarif";
import type { ReportedPlace, Run } from "../report";
import type { ShownFinding } from "../shownFindings";

/** A tag may be looked up in any number of lines. */
const MOST_RELATED = 20;
/** The file in which an organisation's rules stand by default. */
const LAST_RESORT: ReportedPlace = { file: "bytenite.rules.yaml", line: 1, what: "rule" };

/** @param ruleIndices positions in the list of rules, by name */
export function toResults(
    { fallback = LAST_RESORT }: Run,
    findings: readonly ShownFinding[],
    ruleIndices: ReadonlyMap<string, number>,
): Result[] {
    const occurrences = new Map<string, number>();
    return findings.map((finding): Result => {
        const { id, rule, enforcementLevel, field, tag, places, excuse } = finding;
        const occurrence = (occurrences.get(id) ?? 0) + 1;
        occurrences.set(id, occurrence);
        const [first = fallback, ...others] = places;
        const ruleIndex = ruleIndices.get(rule);
        return {
            ruleId: rule,
            ...(ruleIndex !== undefined && { ruleIndex }),
            level: enforcementLevel === "mandatory" ? "error" : "warning",
            message: { text: toMessage(finding) },
            locations: [toLocation(first)],
            ...(others.length > 0 && {
                relatedLocations: others.slice(0, MOST_RELATED).map((place, index) => ({
                    id: index + 1,
                    ...toLocation(place),
                    message: { text: WHAT[place.what] },
                })),
            }),
            // Not of the line's text, which GitHub takes where there is none: hundreds of apps may break the
            // same line of the rules file, and a line that moves is no new finding.
            partialFingerprints: { primaryLocationLineHash: `${id}:${occurrence}` },
            ...(excuse && {
                suppressions: [{ kind: "external", status: "accepted", justification: excuse.why }],
            }),
            properties: { id, ...(tag !== "" && { app: tag }), field },
        };
    });
}

const WHAT: Record<ReportedPlace["what"], string> = {
    app: "The app's fact",
    "look-up": "Looked up here",
    rule: "Set here",
};

function toMessage({ message, origin, fix, refusedWaivers }: ShownFinding): string {
    const place = origin ? `, set in ${describeOrigin(origin)}` : "";
    const sentences = [`${message}${place}`, fix, ...refusedWaivers];
    // [text](target) in a message is a link, whoever wrote it.
    return sentences
        .map((sentence) => `${sentence}.`)
        .join(" ")
        .replaceAll("](", "] (");
}

function toLocation({ file, line, column = 1 }: ReportedPlace): Location {
    return {
        physicalLocation: {
            artifactLocation: { uri: toUri(file) },
            region: { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 },
        },
    };
}

/** A relative reference: what else means something in an address is escaped. */
function toUri(file: string): string {
    // Halves of characters can't be encoded: as UTF-8 they are replaced.
    return Buffer.from(file).toString().split("/").map(encodeURIComponent).join("/");
}
