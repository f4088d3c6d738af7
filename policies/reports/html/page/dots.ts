import type { PageData } from "../data";

/** The worst that rules about vCPUs and memory have against an app. none: nothing. */
export type DotKind = "mandatory" | "advisory" | "excused" | "none";

/** Apps that ask for the same. */
export interface Dot {
    /** Absent: not stated, or nothing. */
    cpu?: number;
    memory?: number;
    labels: readonly string[];
    /** The worst of them. */
    kind: DotKind;
}

export const DOT_KINDS: readonly DotKind[] = ["mandatory", "advisory", "excused", "none"];

/** The apps by what they ask for, in the order of the numbers. */
export function binPoints({ subjects, findings, sizeRules }: PageData): Dot[] {
    const isAboutSize = new Set(sizeRules);
    const kinds = new Map<number, DotKind>();
    for (const { rule, subject, state, level } of findings) {
        if (!isAboutSize.has(rule)) continue;
        const kind = state === "open" ? level : "excused";
        kinds.set(subject, worse(kind, kinds.get(subject) ?? "none"));
    }
    const dots = new Map<string, Dot & { labels: string[] }>();
    for (const [index, { label, requirements }] of subjects.entries()) {
        if (!requirements) continue;
        const [cpu, memory] = [positive(requirements.cpu), positive(requirements.memory)];
        const key = `${cpu} ${memory}`;
        const dot = dots.get(key) ?? {
            ...(cpu !== undefined && { cpu }),
            ...(memory !== undefined && { memory }),
            ...{ labels: [], kind: "none" },
        };
        dot.labels.push(label);
        dot.kind = worse(kinds.get(index) ?? "none", dot.kind);
        dots.set(key, dot);
    }
    return [...dots.values()].sort(
        (a, b) => (a.cpu ?? 0) - (b.cpu ?? 0) || (a.memory ?? 0) - (b.memory ?? 0),
    );
}

function worse(a: DotKind, b: DotKind): DotKind {
    return DOT_KINDS.indexOf(a) < DOT_KINDS.indexOf(b) ? a : b;
}

/** A logarithmic scale has no 0, and no rule tells 0 from what is not stated. */
function positive(value: number | undefined): number | undefined {
    return value !== undefined && value > 0 ? value : undefined;
}
