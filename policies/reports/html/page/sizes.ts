import type { PageData } from "../data";
import { count, element, shape } from "./elements";
import { binPoints, DOT_KINDS, type Dot, type DotKind } from "./dots";
import { onPrinting } from "./pages";
import { drawSizes, outline } from "./scatter";

const SIGN_RADIUS = 5;
const MOST_ROWS = 500;
const PAPER_WIDTH = 900;

/** What the apps ask for, as a drawing and as a table. */
export function showSizes(data: PageData, content: HTMLElement): void {
    const apps = data.subjects.filter(({ requirements }) => requirements);
    if (apps.length === 0) {
        content.append(element("p", { class: "nothing" }, "There is no app."));
        return;
    }
    const dots = binPoints(data);
    const figure = element("figure", { class: "sizes" });
    content.append(legend(dots), limits(data), figure, table(dots));
    const draw = (width: number) => figure.replaceChildren(drawSizes(data.limits, dots, width));
    new ResizeObserver(([entry]) => {
        if (entry && entry.contentRect.width > 0) draw(entry.contentRect.width);
    }).observe(figure);
    onPrinting(() => draw(matchMedia("print").matches ? PAPER_WIDTH : figure.clientWidth));
    draw(figure.clientWidth || PAPER_WIDTH);
}

const KINDS: Record<DotKind, string> = {
    mandatory: "mandatory finding about vCPUs or memory",
    advisory: "advisory one",
    excused: "only waived or accepted ones",
    none: "nothing against it",
};

function legend(dots: readonly Dot[]): HTMLElement {
    const kinds = DOT_KINDS.filter((kind) => dots.some((dot) => dot.kind === kind));
    return element(
        "ul",
        { class: "legend" },
        ...kinds.map((kind) =>
            element(
                "li",
                {},
                shape(
                    "svg",
                    { class: "sign", viewBox: "-8 -8 16 16", "aria-hidden": "true" },
                    sign(kind),
                ),
                ` ${KINDS[kind]}`,
            ),
        ),
    );
}

function sign(kind: DotKind): SVGElement {
    return shape("g", { class: `dot dot-${kind}` }, outline(kind, SIGN_RADIUS));
}

function limits({ limits }: PageData): HTMLElement {
    if (limits.length === 0) {
        return element("p", { class: "introduction" }, "No limit of them is in force.");
    }
    return element(
        "ul",
        { class: "legend limits" },
        ...limits.map(({ rule, of, bound, value, level, isForSome }) =>
            element(
                "li",
                { class: `limit-${level}` },
                element("span", { class: "swatch", "aria-hidden": "true" }),
                `${rule}: ${bound} ${value} ${UNITS[of]} (${level}${isForSome ? ", for some apps" : ""})`,
            ),
        ),
    );
}

const UNITS = { cpu: "vCPUs", memory: "GB", ratio: "GB for each vCPU" } as const;

function table(dots: readonly Dot[]): HTMLElement {
    const titles = ["vCPUs", "GB", "Apps", "Worst finding"];
    const rest = dots.length - MOST_ROWS;
    return element(
        "details",
        {},
        element("summary", {}, "The same as a table"),
        element(
            "table",
            { class: "dots" },
            element("caption", { class: "unseen" }, "Apps by vCPUs and memory"),
            element(
                "thead",
                {},
                element("tr", {}, ...titles.map((title) => element("th", { scope: "col" }, title))),
            ),
            element(
                "tbody",
                {},
                ...dots
                    .slice(0, MOST_ROWS)
                    .map(({ cpu, memory, labels, kind }) =>
                        element(
                            "tr",
                            {},
                            element("td", {}, cpu === undefined ? "not stated" : String(cpu)),
                            element("td", {}, memory === undefined ? "not stated" : String(memory)),
                            element("td", {}, String(labels.length)),
                            element("td", {}, kind),
                        ),
                    ),
            ),
        ),
        rest > 0 ? `And ${count(rest, "other pair")} of numbers.` : "",
    );
}
