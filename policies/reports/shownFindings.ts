import { showLine } from "bytenite-core/model";
import { describeOrigin } from "../contract/finding";
import type { Waiver } from "../contract/exceptions";
import type { ReportedFinding, ReportedRule, Run } from "./report";
import { describePassedOver, describeUnjudged } from "./summary";

/** Why a finding does not count. */
interface Excuse {
    kind: "waived" | "accepted";
    /** A sentence without a full stop. */
    why: string;
}

/** A finding as a report shows it. */
export interface ShownFinding extends ReportedFinding {
    /** Absent: it counts. */
    excuse?: Excuse;
}

const ACCEPTED: Excuse = { kind: "accepted", why: "Accepted by the baseline" };

/** What a report shows: the findings that count, then those that a waiver or the baseline covers. */
export function shownFindings(run: Run, withWaived: boolean): ShownFinding[] {
    if (!withWaived) return [...run.findings];
    return [
        ...run.findings,
        ...run.waived.map(({ finding, waiver }) => ({ ...finding, excuse: excuseOf(waiver) })),
        ...run.accepted.map((finding) => ({ ...finding, excuse: ACCEPTED })),
    ];
}

/** The findings that count most first: by level, then by severity, else in the order in which they are. */
export function mostSevereFirst<Shown extends ShownFinding>(findings: readonly Shown[]): Shown[] {
    return [...findings].sort((a, b) => rank(a) - rank(b));
}

const SEVERITIES: readonly string[] = ["critical", "high", "medium", "low"];

function rank({ excuse, enforcementLevel, severity }: ShownFinding): number {
    const group = excuse !== undefined ? 2 : enforcementLevel === "mandatory" ? 0 : 1;
    return group * SEVERITIES.length + SEVERITIES.indexOf(severity);
}

/** "3 mandatory high, 1 waived": how many of each kind, the most severe first. */
export function countKinds(findings: readonly ShownFinding[]): string {
    const counts = new Map<string, number>();
    for (const each of mostSevereFirst(findings)) {
        const kind = each.excuse?.kind ?? `${each.enforcementLevel} ${each.severity}`;
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return [...counts].map(([kind, count]) => `${count} ${kind}`).join(", ");
}

/** "2 mandatory, 1 advisory", and what does not count if it is asked for. */
export function summarise(run: Run, withWaived: boolean): string {
    const count = (level: string) =>
        run.findings.filter(({ enforcementLevel }) => enforcementLevel === level).length;
    const excused = withWaived
        ? `, ${run.waived.length} waived, ${run.accepted.length} accepted by the baseline`
        : "";
    return `${count("mandatory")} mandatory, ${count("advisory")} advisory${excused}`;
}

/**
 * Which rules could not judge, and which files are of no app: a sentence for each kind, or none. They must not look
 * as if nothing had been found.
 */
export function tellUnjudged({ unjudged, passedOver }: Pick<Run, "unjudged" | "passedOver">) {
    return [
        ...(unjudged.length === 0 ? [] : [describeUnjudged(unjudged, "what was judged")]),
        ...(passedOver.length === 0 ? [] : [describePassedOver(passedOver)]),
    ];
}

/** The rules of a run by name. */
export function rulesByName({ rules }: Run): ReadonlyMap<string, ReportedRule> {
    return new Map(rules.map((rule) => [rule.name, rule]));
}

function excuseOf({ owner, reason, expires, origin }: Waiver): Excuse {
    const why = `Waived until ${expires} by ${showLine(owner)}: ${showLine(reason)} (${describeOrigin(origin)})`;
    return { kind: "waived", why };
}
