/** Columns by which the findings can be ordered. */
export const SORT_KEYS = ["severity", "level", "state", "app", "rule"] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** What the page shows. It stands in the URL's fragment, so that a link shows the same. */
export interface View {
    /** Id of the element to go to. "": none. */
    anchor: string;
    /** Filters. "": all. */
    query: string;
    app: string;
    rule: string;
    severity: string;
    level: string;
    state: string;
    sort: SortKey;
    isDescending: boolean;
    /** Of the table of findings, 1-based. */
    page: number;
}

/** The filters, by their names in the form and in the fragment. */
export const FILTERS = ["query", "app", "rule", "severity", "level", "state"] as const;
export type Filter = (typeof FILTERS)[number];

export const DEFAULT_VIEW: View = {
    anchor: "",
    query: "",
    app: "",
    rule: "",
    severity: "",
    level: "",
    state: "",
    sort: "state",
    isDescending: false,
    page: 1,
};

/** "#findings?rule=gpu-allowed&sort=-severity" */
export function parseFragment(fragment: string): View {
    const [anchor = "", ...rest] = fragment.replace(/^#/, "").split("?");
    const parameters = new URLSearchParams(rest.join("?"));
    const sort = parameters.get("sort") ?? "";
    const key = SORT_KEYS.find((each) => each === sort.replace(/^-/, ""));
    const page = Number(parameters.get("page"));
    return {
        ...DEFAULT_VIEW,
        anchor,
        ...Object.fromEntries(FILTERS.map((name) => [name, parameters.get(name) ?? ""])),
        ...(key && { sort: key, isDescending: sort.startsWith("-") }),
        ...(Number.isSafeInteger(page) && page > 0 && { page }),
    };
}

/** The fragment of a view. What is as by default is left out. */
export function formatFragment(view: View): string {
    const parameters = new URLSearchParams();
    for (const name of FILTERS) if (view[name] !== "") parameters.set(name, view[name]);
    const sort = `${view.isDescending ? "-" : ""}${view.sort}`;
    if (sort !== DEFAULT_VIEW.sort) parameters.set("sort", sort);
    if (view.page !== DEFAULT_VIEW.page) parameters.set("page", String(view.page));
    const query = parameters.toString();
    return `#${view.anchor}${query === "" ? "" : `?${query}`}`;
}
