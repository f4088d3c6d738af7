import type { PageData, PageFinding } from "../data";
import { details } from "./details";
import { element } from "./elements";
import { chip, linkTo, ruleOf, subjectOf } from "./labels";
import { isPrinting } from "./pages";
import { SORT_KEYS, type SortKey, type View } from "./view";

// Narrow screens show a row as a card, with which a browser forgets that it is one: so each has its role.

const TITLES: Record<SortKey, string> = {
    severity: "Severity",
    level: "Level",
    state: "State",
    app: "App",
    rule: "Rule",
};

/** The table of findings. */
export class FindingsTable {
    readonly table = element("table", { class: "findings", role: "table" });
    private readonly body = element("tbody", { role: "rowgroup" });
    private readonly headers = new Map<SortKey, HTMLElement>();

    /** @param sortBy orders the table by a column */
    constructor(
        private readonly data: PageData,
        sortBy: (key: SortKey) => void,
    ) {
        this.table.append(
            element("caption", { class: "unseen" }, "Findings"),
            element("thead", { role: "rowgroup" }, this.head(sortBy)),
            this.body,
        );
    }

    /** @param opened the finding that a link leads to */
    show(findings: readonly PageFinding[], { sort, isDescending }: View, opened?: PageFinding) {
        for (const [key, header] of this.headers) {
            const order = isDescending ? "descending" : "ascending";
            header.setAttribute("aria-sort", key === sort ? order : "none");
        }
        const shown = new Set<string>();
        const rows = findings.flatMap((finding) => {
            const isFirst = !shown.has(finding.id);
            shown.add(finding.id);
            return this.rows(finding, isFirst, finding === opened);
        });
        this.body.replaceChildren(...rows);
    }

    private head(sortBy: (key: SortKey) => void): HTMLElement {
        const sortable = SORT_KEYS.map((key) => {
            const button = element("button", { type: "button" }, TITLES[key]);
            button.addEventListener("click", () => sortBy(key));
            const header = element("th", { scope: "col", role: "columnheader" }, button);
            this.headers.set(key, header);
            return header;
        });
        return element(
            "tr",
            { role: "row" },
            ...sortable,
            element("th", { scope: "col", role: "columnheader" }, "Finding"),
        );
    }

    private rows(finding: PageFinding, isFirst: boolean, isOpened: boolean): HTMLElement[] {
        const { id, severity, level, state, message } = finding;
        const [app, rule] = [subjectOf(this.data, finding), ruleOf(this.data, finding)];
        const mark = element("span", { class: "mark", "aria-hidden": "true" });
        const button = element("button", { type: "button", class: "message" }, mark, message);
        const row = element(
            "tr",
            { role: "row", id: isFirst ? `finding-${id}` : undefined, tabindex: -1 },
            cell("severity", chip("severity", severity)),
            cell("level", chip("level", level)),
            cell("state", chip("state", state)),
            cell("app", linkTo({ app }, app)),
            cell("rule", linkTo({ rule }, rule)),
            cell("text", button),
        );
        if (isOpened) row.classList.add("is-target");
        const opened = element("td", { colspan: 6, role: "cell" });
        const more = element("tr", { role: "row", class: "more" }, opened);
        const open = (isOpen: boolean) => {
            button.setAttribute("aria-expanded", String(isOpen));
            more.hidden = !isOpen;
            if (isOpen && !opened.firstChild) opened.append(details(this.data, finding));
        };
        button.addEventListener("click", () => open(more.hidden !== false));
        // Paper can't be opened.
        open(isOpened || isPrinting());
        return [row, more];
    }
}

function cell(name: string, ...children: Node[]): HTMLElement {
    return element("td", { role: "cell", class: name }, ...children);
}
