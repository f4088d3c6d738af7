import type { PageData, PageGpu } from "../data";
import { count, element } from "./elements";
import { onPrinting, Pages } from "./pages";

const ROWS = 40;

/** How many apps list each GPU model, by family. */
export function showGpus({ gpus }: PageData, content: HTMLElement): void {
    if (gpus.length === 0) {
        content.append(element("p", { class: "nothing" }, "No app lists a GPU."));
        return;
    }
    const most = Math.max(...gpus.map(({ listed }) => listed));
    const pages = new Pages(ROWS, "model", show);
    const table = element("table", { class: "gpus" });
    content.append(pages.status, table, pages.controls);
    let shown = 1;
    onPrinting(() => show(shown));
    show(shown);

    function show(page: number): void {
        shown = page;
        const { from, to } = pages.slice(page, gpus.length);
        const families = Map.groupBy(gpus.slice(from, to), ({ family }) => family);
        table.replaceChildren(
            element("caption", { class: "unseen" }, "Apps that list each GPU model"),
            head(),
            ...[...families].map(([family, models]) => group(family, models, gpus, most)),
        );
    }
}

function head(): HTMLElement {
    const titles = ["Model", "Memory", "Apps that accept it"];
    return element(
        "thead",
        {},
        element("tr", {}, ...titles.map((title) => element("th", { scope: "col" }, title))),
    );
}

function group(
    family: string | undefined,
    models: readonly PageGpu[],
    all: readonly PageGpu[],
    most: number,
): HTMLElement {
    const ofFamily = all.filter((each) => each.family === family);
    const title = family ?? "not known";
    return element(
        "tbody",
        {},
        element(
            "tr",
            { class: "family" },
            element("th", { scope: "rowgroup", colspan: 3 }, title, " ", badge(ofFamily.length)),
        ),
        ...models.map(({ name, memory = "", listed, first }) =>
            element(
                "tr",
                {},
                element("th", { scope: "row" }, name),
                element("td", { class: "memory" }, memory),
                element(
                    "td",
                    { class: "use" },
                    bar(listed / most, first / most),
                    element("span", {}, `${listed}`),
                    element("span", { class: "first" }, `${first} first`),
                ),
            ),
        ),
    );
}

function badge(models: number): HTMLElement {
    return element("span", { class: "first" }, count(models, "model"));
}

/** Two bars, one over the other. The widths stand in the document's model, where the page's policy lets them. */
function bar(listed: number, first: number): HTMLElement {
    const [whole, part] = [element("span"), element("span", { class: "part" })];
    whole.style.width = `${listed * 100}%`;
    part.style.width = `${first * 100}%`;
    return element("div", { class: "bars", "aria-hidden": "true" }, whole, part);
}
