import type { PageData, PageFinding } from "../data";
import type { SortKey, View } from "./view";

const SEVERITIES = ["critical", "high", "medium", "low"];
const LEVELS = ["mandatory", "advisory"];
const STATES = ["open", "waived", "accepted"];

type Compare = (a: PageFinding, b: PageFinding) => number;

const BY: Record<SortKey, Compare> = {
    severity: (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
    level: (a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level),
    state: (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state),
    // Both are ordered by their names.
    app: (a, b) => a.subject - b.subject,
    rule: (a, b) => a.rule - b.rule,
};
/** What tells equal ones apart: what is most urgent first. */
const ORDER: readonly SortKey[] = ["state", "level", "severity", "app", "rule"];

/** Finds findings. Keeps what it computes of each. */
export class Selection {
    private readonly texts = new Map<PageFinding, string>();

    constructor(private readonly data: PageData) {}

    /** The findings that the filters let through, in the order of the view. */
    select(view: View): PageFinding[] {
        const isSelected = this.test(view);
        const sign = view.isDescending ? -1 : 1;
        const rest = ORDER.filter((key) => key !== view.sort);
        return this.data.findings.filter(isSelected).sort((a, b) => {
            const first = sign * BY[view.sort](a, b);
            if (first !== 0) return first;
            for (const key of rest) {
                const next = BY[key](a, b);
                if (next !== 0) return next;
            }
            return 0;
        });
    }

    /** Indexes of the subjects that a text names: the one with this label, else those with it as a part. */
    subjects(text: string): ReadonlySet<number> {
        const labels = this.data.subjects.map(({ label }) => label);
        const wanted = text.toLowerCase();
        const whole = indexes(labels, (label) => label === text);
        if (whole.size > 0) return whole;
        return indexes(labels, (label) => label.toLowerCase().includes(wanted));
    }

    private test(view: View): (finding: PageFinding) => boolean {
        const { rules } = this.data;
        const words = view.query.toLowerCase().split(/\s+/).filter(Boolean);
        const subjects = view.app === "" ? undefined : this.subjects(view.app);
        return (finding) =>
            (view.severity === "" || finding.severity === view.severity) &&
            (view.level === "" || finding.level === view.level) &&
            (view.state === "" || finding.state === view.state) &&
            (view.rule === "" || rules[finding.rule]?.name === view.rule) &&
            (!subjects || subjects.has(finding.subject)) &&
            (words.length === 0 || words.every((word) => this.textOf(finding).includes(word)));
    }

    private textOf(finding: PageFinding): string {
        const known = this.texts.get(finding);
        if (known !== undefined) return known;
        const { rules, subjects, waivers } = this.data;
        const waiver = finding.waiver === undefined ? undefined : waivers[finding.waiver];
        const text = [
            finding.id,
            finding.message,
            finding.fix,
            finding.field,
            finding.setIn ?? "",
            rules[finding.rule]?.name ?? "",
            subjects[finding.subject]?.label ?? "",
            waiver?.owner ?? "",
            waiver?.reason ?? "",
        ]
            .join("\n")
            .toLowerCase();
        this.texts.set(finding, text);
        return text;
    }
}

function indexes(texts: readonly string[], test: (text: string) => boolean): ReadonlySet<number> {
    return new Set(texts.flatMap((text, index) => (test(text) ? [index] : [])));
}
