import type { PageData, PageFinding } from "../data";
import { count, element } from "./elements";
import { linkTo } from "./labels";
import { onPrinting, Pages } from "./pages";

const ROWS = 50;
const KINDS = ["mandatory", "advisory", "waived", "accepted"] as const;
type Kind = (typeof KINDS)[number];
const SIGNS: Record<Kind, string> = { mandatory: "■", advisory: "▲", waived: "◇", accepted: "○" };

/** Which app breaks which rule. Colours are never alone: each kind has its sign. */
export class Matrix {
    private readonly pages = new Pages(ROWS, "row", (page) => this.turn(page));
    private readonly scroller = element("div", {
        class: "scroller",
        role: "region",
        tabindex: 0,
        "aria-label": "Table of apps and rules",
    });
    private readonly others = element("input", { type: "checkbox" });
    private findings: readonly PageFinding[] = [];
    private subjects: ReadonlySet<number> | undefined;
    private page = 1;

    constructor(
        private readonly data: PageData,
        content: HTMLElement,
    ) {
        this.others.addEventListener("change", () => this.turn(1));
        onPrinting(() => this.render());
        content.append(
            element("p", {}, `${describeCoverage(data)}.`),
            element(
                "div",
                { class: "bar" },
                legend(),
                element("label", {}, this.others, " Apps and rules without findings, too"),
            ),
            this.pages.status,
            this.scroller,
            this.pages.controls,
        );
    }

    /** @param subjects those that the filter of apps names. Absent: all */
    show(findings: readonly PageFinding[], subjects: ReadonlySet<number> | undefined): void {
        this.findings = findings;
        this.subjects = subjects;
        this.turn(1);
    }

    private turn(page: number): void {
        this.page = page;
        this.render();
        this.scroller.scrollTo(0, 0);
    }

    private render(): void {
        const byCell = cellsOf(this.findings);
        const found = [...byCell.keys()];
        const weights = new Map(found.map((subject) => [subject, weigh(byCell.get(subject))]));
        const weight = (subject: number) => weights.get(subject) ?? 0;
        const chosen = this.others.checked
            ? this.data.subjects.map((_, index) => index).filter((each) => this.isChosen(each))
            : found;
        const subjects = chosen.sort((a, b) => weight(b) - weight(a) || a - b);
        const withFindings = new Set(this.findings.map(({ rule }) => rule));
        const rules = this.data.rules
            .map(({ name }, index) => ({ name, index }))
            .filter(({ index }) => this.others.checked || withFindings.has(index));
        const { from, to } = this.pages.slice(this.page, subjects.length);
        const head = element(
            "tr",
            {},
            element("th", { scope: "col" }, "App"),
            ...rules.map(({ name }) =>
                element("th", { scope: "col" }, element("div", {}, linkTo({ rule: name }, name))),
            ),
        );
        const rows = subjects.slice(from, to).map((subject) => {
            const label = this.data.subjects[subject]?.label ?? "";
            return element(
                "tr",
                {},
                element("th", { scope: "row" }, linkTo({ app: label }, label)),
                ...rules.map(({ name, index }) =>
                    cell(byCell.get(subject)?.get(index) ?? [], label, name),
                ),
            );
        });
        this.scroller.hidden = rows.length === 0;
        this.scroller.replaceChildren(
            element(
                "table",
                { class: "matrix" },
                element("caption", { class: "unseen" }, "Findings by app and rule"),
                element("thead", {}, head),
                element("tbody", {}, ...rows),
            ),
        );
    }

    private isChosen(subject: number): boolean {
        return !this.subjects || this.subjects.has(subject);
    }
}

function cellsOf(findings: readonly PageFinding[]): Map<number, Map<number, Kind[]>> {
    const cells = new Map<number, Map<number, Kind[]>>();
    for (const finding of findings) {
        const row = cells.get(finding.subject) ?? new Map<number, Kind[]>();
        cells.set(finding.subject, row);
        row.set(finding.rule, [...(row.get(finding.rule) ?? []), kindOf(finding)]);
    }
    return cells;
}

function kindOf({ state, level }: PageFinding): Kind {
    return state === "open" ? level : state;
}

/** Any number of findings of a kind weighs less than one of the next. */
function weigh(row: ReadonlyMap<number, readonly Kind[]> = new Map()): number {
    return [...row.values()].flat().reduce((sum, kind) => sum + WEIGHTS[kind], 0);
}

const WEIGHTS: Record<Kind, number> = { mandatory: 1e9, advisory: 1e5, waived: 10, accepted: 1 };

function cell(kinds: readonly Kind[], app: string, rule: string): HTMLElement {
    const worst = KINDS.find((kind) => kinds.includes(kind));
    if (!worst) return element("td");
    const counts = KINDS.map(
        (kind) => [kind, kinds.filter((each) => each === kind).length] as const,
    )
        .filter(([, number]) => number > 0)
        .map(([kind, number]) => `${number} ${kind}`)
        .join(", ");
    const link = linkTo({ app, rule }, SIGNS[worst]);
    link.setAttribute("aria-label", `${app}, ${rule}: ${counts}`);
    link.title = `${rule}: ${counts}`;
    return element("td", { class: `kind-${worst}` }, link);
}

function legend(): HTMLElement {
    return element(
        "ul",
        { class: "legend" },
        ...KINDS.map((kind) =>
            element(
                "li",
                { class: `kind-${kind}` },
                element("span", { "aria-hidden": "true" }, SIGNS[kind]),
                ` ${kind}`,
            ),
        ),
    );
}

/** "3 apps have findings, 40 have none" */
function describeCoverage(data: PageData): string {
    const apps = data.subjects.flatMap(({ requirements }, index) => (requirements ? [index] : []));
    const found = new Set(data.findings.map(({ subject }) => subject));
    const clean = apps.filter((index) => !found.has(index)).length;
    return `${count(apps.length - clean, "app")} with findings, ${clean.toLocaleString("en")} without`;
}
