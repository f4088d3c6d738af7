import type { PageData, PageFinding } from "../data";
import { byId, element } from "./elements";
import { FindingsTable } from "./findingsTable";
import type { Matrix } from "./matrix";
import { onPrinting, Pages } from "./pages";
import { Selection } from "./select";
import {
    DEFAULT_VIEW,
    FILTERS,
    formatFragment,
    parseFragment,
    type Filter,
    type SortKey,
} from "./view";

const ROWS = 25;
/** A list of proposals that a browser still shows at once. */
const MOST_PROPOSALS = 1000;
const LINK = /^finding-(.*)$/;

/** Keeps the filters, the fragment of the URL, the table and the matrix at one. */
export class Findings {
    private readonly selection: Selection;
    private readonly table: FindingsTable;
    private readonly pages = new Pages(ROWS, "finding", (page) => {
        this.change({ page });
        byId("findings").scrollIntoView();
    });
    private readonly form = byId("findings").querySelector("form") as HTMLFormElement;
    private readonly nothing = element("p", { class: "nothing" });
    private view = DEFAULT_VIEW;
    private selected: readonly PageFinding[] = [];
    private opened: PageFinding | undefined;

    constructor(
        private readonly data: PageData,
        content: HTMLElement,
        private readonly matrix: Matrix,
    ) {
        this.selection = new Selection(data);
        this.table = new FindingsTable(data, (key) => this.sortBy(key));
        content.append(this.pages.status, this.nothing, this.table.table, this.pages.controls);
        this.addChoices();
        this.form.addEventListener("input", () => this.takeForm());
        this.form.addEventListener("submit", (event) => event.preventDefault());
        this.form.addEventListener("reset", (event) => {
            event.preventDefault();
            this.change({ ...DEFAULT_VIEW, sort: this.view.sort });
        });
        addEventListener("hashchange", () => this.follow());
        onPrinting(() => this.render());
        this.follow();
    }

    private addChoices(): void {
        const { data } = this;
        const counts = new Map<number, number>();
        for (const { rule } of data.findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
        const rule = this.form.elements.namedItem("rule") as HTMLSelectElement;
        for (const [index, { name }] of data.rules.entries()) {
            const found = counts.get(index);
            if (found) rule.append(element("option", { value: name }, `${name} (${found})`));
        }
        const found = new Set(data.findings.map(({ subject }) => subject));
        const labels = data.subjects.filter((_, index) => found.has(index));
        byId("apps").append(
            ...labels
                .slice(0, MOST_PROPOSALS)
                .map(({ label }) => element("option", { value: label })),
        );
    }

    /** Goes where the fragment points to: when the page is opened, and at a click on a link within it. */
    private follow(): void {
        const view = parseFragment(location.hash);
        const id = LINK.exec(view.anchor)?.[1];
        this.opened = id === undefined ? undefined : this.data.findings.find((f) => f.id === id);
        this.view = view;
        this.select();
        if (this.opened && !this.selected.includes(this.opened)) {
            this.view = { ...DEFAULT_VIEW, anchor: view.anchor };
            this.select();
        }
        if (this.opened) {
            this.view = {
                ...this.view,
                page: this.pages.pageOf(this.selected.indexOf(this.opened)),
            };
        }
        this.fillForm();
        this.render();
        const target = view.anchor === "" ? null : document.getElementById(view.anchor);
        target?.scrollIntoView();
        target?.focus({ preventScroll: true });
    }

    private takeForm(): void {
        const given = new FormData(this.form);
        const filters: Partial<Record<Filter, string>> = {};
        for (const name of FILTERS) {
            const value = given.get(name);
            if (typeof value === "string") filters[name] = value;
        }
        this.change({ ...filters, page: 1 });
    }

    private sortBy(sort: SortKey): void {
        const isDescending = this.view.sort === sort && !this.view.isDescending;
        this.change({ sort, isDescending, page: 1 });
    }

    private change(changes: Partial<typeof DEFAULT_VIEW>): void {
        this.opened = undefined;
        this.view = { ...this.view, anchor: "", ...changes };
        // Not by location.hash, which scrolls, and makes a step to go back to of each letter.
        history.replaceState(null, "", formatFragment({ ...this.view, anchor: "findings" }));
        this.fillForm();
        this.select();
        this.render();
    }

    private fillForm(): void {
        for (const name of FILTERS) {
            const field = this.form.elements.namedItem(name) as HTMLInputElement;
            // Setting what is there already moves the cursor.
            if (field.value !== this.view[name]) field.value = this.view[name];
        }
    }

    private select(): void {
        this.selected = this.selection.select(this.view);
        const subjects = this.view.app === "" ? undefined : this.selection.subjects(this.view.app);
        this.matrix.show(this.selected, subjects);
    }

    private render(): void {
        const { selected, data, view, opened } = this;
        const { from, to } = this.pages.slice(view.page, selected.length, data.findings.length);
        this.table.show(selected.slice(from, to), view, opened);
        this.table.table.hidden = selected.length === 0;
        this.nothing.hidden = selected.length > 0;
        this.nothing.textContent =
            data.findings.length === 0
                ? "There are no findings."
                : "No finding is like this. Clear the filters to see all of them.";
    }
}
