import { escapeUnseen, showLine } from "bytenite-core/model";
import type { LeveledFinding } from "../contract/evaluation";
import { describeOrigin } from "../contract/finding";
import { counted } from "../phrases/counted";
import type { ChangedLevel, Comparison } from "./compare";

/**
 * What a change of rules or apps does, for people: what is new first, the counts last.
 * @param notFound why a finding counts no more that nothing covers
 */
export function describeComparison(
    { appeared, undecided, changed, ended, stayed, apps }: Comparison,
    notFound = "the new rules find nothing",
): string {
    const at = (level: string) =>
        appeared.filter(({ enforcementLevel }) => enforcementLevel === level).map(inFull);
    const to = (level: string) =>
        changed
            .filter(({ finding }) => finding.enforcementLevel === level)
            .map(({ finding }) => inFull(finding));
    const raised = to("mandatory");
    const sections: [string, string[][]][] = [
        ["Newly refused", at("mandatory")],
        ["Refused, was only advised", raised],
        ["Newly advised", at("advisory")],
        ["Only advised, was refused", to("advisory")],
        ["Found now, could not be judged before", undecided.map(inFull)],
        [
            "Counts no more",
            ended.map(({ finding, why }) => [
                `${headline(finding)}: ${why === "not found" ? notFound : REASONS[why]}`,
            ]),
        ],
    ];
    return [
        ...sections
            .filter(([, entries]) => entries.length > 0)
            .map(([title, entries]) =>
                [`${title} (${entries.length})`, ...entries.flat().map((line) => `  ${line}`)]
                    .map(escapeUnseen)
                    .join("\n"),
            ),
        escapeUnseen(
            `${counted(stayed.length, "finding")} as before. Apps: ${describeApps(apps)}.`,
        ),
    ].join("\n\n");
}

const REASONS = {
    waived: "a waiver covers it",
    accepted: "the baseline accepts it",
    "another value": "it is found with another value",
} as const;

function headline({ tag, rule, enforcementLevel }: LeveledFinding): string {
    return `${showLine(tag || "the stack")}: ${showLine(rule)} (${enforcementLevel})`;
}

function inFull(finding: LeveledFinding): string[] {
    const { origin } = finding;
    const place = origin ? `, set in ${describeOrigin(origin)}` : "";
    return [headline(finding), `  ${finding.message}${place}.`];
}

function describeApps(apps: Comparison["apps"]): string {
    const { newlyFailing, fixed, stillFailing, passing, notJudged } = apps;
    return [
        `${newlyFailing.length} newly fail`,
        `${fixed.length} fixed`,
        `${stillFailing.length} still fail`,
        `${passing} still pass`,
        ...(notJudged > 0 ? [`${notJudged} not judged`] : []),
    ].join(", ");
}

/** The same for programs. */
export function comparisonJson(comparison: Comparison): object {
    const { appeared, undecided, changed, ended, stayed, apps } = comparison;
    return {
        schemaVersion: 1,
        apps,
        appeared,
        undecided,
        changed: changed.map(({ finding, before }: ChangedLevel) => ({
            ...finding,
            enforcementLevelBefore: before,
        })),
        ended: ended.map(({ finding, why }) => ({ ...finding, why })),
        stayed: stayed.length,
    };
}
