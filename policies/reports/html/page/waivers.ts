import { scaleUtc, type ScaleTime } from "d3-scale";
import type { PageData, PageWaiver, WaiverState } from "../data";
import { element, shape } from "./elements";
import { chip, linkTo } from "./labels";
import { onPrinting, Pages } from "./pages";

const ROWS = 50;
const MS_PER_DAY = 24 * 60 * 60 * 1000;
/** What lies farther away is drawn to the edge. */
const FARTHEST_DAYS = 400;
const NEAREST_DAYS = 30;
const WIDTH = 260;
const HEIGHT = 24;
/** The day of the run, as it is written, and some air. */
const DAY_WIDTH = 90;
const MARGIN = 12;

const SAYINGS: Record<WaiverState, string> = {
    expired: "holds no more",
    expiring: "ends soon",
    active: "in use",
    unused: "covers nothing",
    foreign: "names no app that was judged",
};

type Scale = ScaleTime<number, number>;

/** The waivers, each with its place on a time line. */
export function showWaivers({ waivers, day }: PageData, content: HTMLElement): void {
    if (waivers.length === 0) {
        content.append(element("p", { class: "nothing" }, "There are no waivers."));
        return;
    }
    const scale = timeScale(waivers, day);
    const pages = new Pages(ROWS, "waiver", show);
    const body = element("tbody", { role: "rowgroup" });
    content.append(
        legend(waivers),
        pages.status,
        element(
            "table",
            { class: "waivers", role: "table" },
            element("caption", { class: "unseen" }, `Waivers on ${day}`),
            head(scale, day),
            body,
        ),
        pages.controls,
    );
    let shown = 1;
    onPrinting(() => show(shown));
    show(shown);

    function show(page: number): void {
        shown = page;
        const { from, to } = pages.slice(page, waivers.length);
        body.replaceChildren(...waivers.slice(from, to).map((waiver) => row(waiver, scale, day)));
    }
}

function timeScale(waivers: readonly PageWaiver[], day: string): Scale {
    const now = Date.parse(day);
    const days = waivers.map(({ expires }) => (Date.parse(expires) - now) / MS_PER_DAY);
    const first = Math.max(-FARTHEST_DAYS, Math.min(-NEAREST_DAYS, ...days));
    const last = Math.min(FARTHEST_DAYS, Math.max(NEAREST_DAYS, ...days));
    return scaleUtc()
        .domain([new Date(now + first * MS_PER_DAY), new Date(now + last * MS_PER_DAY)])
        .range([MARGIN, WIDTH - MARGIN])
        .clamp(true);
}

function legend(waivers: readonly PageWaiver[]): HTMLElement {
    const items = (Object.keys(SAYINGS) as WaiverState[])
        .map((state) => [state, waivers.filter((waiver) => waiver.state === state).length] as const)
        .filter(([, number]) => number > 0)
        .map(([state, number]) =>
            element("li", {}, chip("waiver", state), ` ${number}, ${SAYINGS[state]}`),
        );
    return element("ul", { class: "legend" }, ...items);
}

function head(scale: Scale, day: string): HTMLElement {
    const titles = ["State", "Rule", "Apps", "Expires"];
    const column = (...children: (Node | string)[]) =>
        element("th", { scope: "col", role: "columnheader" }, ...children);
    return element(
        "thead",
        { role: "rowgroup" },
        element(
            "tr",
            { role: "row" },
            ...titles.map((title) => column(title)),
            column(element("span", { class: "unseen" }, "time line"), axis(scale, day)),
            column("Covers"),
            column("Why, and who answers for it"),
        ),
    );
}

function axis(scale: Scale, day: string): SVGElement {
    const today = scale(new Date(day));
    const format = scale.tickFormat(3);
    const ticks = scale
        .ticks(3)
        .map((date) => ({ x: scale(date), text: format(date) }))
        .filter(({ x }) => Math.abs(x - today) > DAY_WIDTH && x > 20 && x < WIDTH - 20);
    return drawing(
        ...ticks.map(({ x, text }) => shape("text", { x, y: 16, "text-anchor": "middle" }, text)),
        shape("text", { x: today, y: 16, "text-anchor": anchor(today), class: "today" }, day),
    );
}

function anchor(x: number): string {
    if (x < DAY_WIDTH / 2) return "start";
    return x > WIDTH - DAY_WIDTH / 2 ? "end" : "middle";
}

function row(waiver: PageWaiver, scale: Scale, day: string): HTMLElement {
    const { state, rule, app, expires, covered, reason, owner, place } = waiver;
    const findings = covered === 0 ? "0" : linkTo({ rule, state: "waived" }, String(covered));
    return element(
        "tr",
        { role: "row" },
        cell("state", chip("waiver", state)),
        cell("rule", rule),
        cell("app", app),
        cell("expires", element("time", { datetime: expires }, expires)),
        cell("line", line(waiver, scale, day)),
        cell("covers", findings),
        cell("text", reason, origin(owner), origin(place)),
    );
}

function line({ state, expires }: PageWaiver, scale: Scale, day: string): SVGElement {
    const [today, end] = [scale(new Date(day)), scale(new Date(expires))];
    const y = HEIGHT / 2;
    const isBeyond = Date.parse(expires) > Number(scale.domain().at(-1));
    return drawing(
        shape("line", { class: "now", x1: today, x2: today, y1: 0, y2: HEIGHT }),
        shape("line", { class: `span waiver-${state}`, x1: today, x2: end, y1: y, y2: y }),
        isBeyond
            ? shape("path", { class: `end waiver-${state}`, d: `M${end - 4} ${y - 6}l8 6l-8 6z` })
            : shape("circle", { class: `end waiver-${state}`, cx: end, cy: y, r: 5 }),
    );
}

function origin(text: string): HTMLElement {
    return element("span", { class: "origin" }, text);
}

function drawing(...shapes: Node[]): SVGElement {
    const viewBox = `0 0 ${WIDTH} ${HEIGHT}`;
    return shape("svg", { class: "timeline", viewBox, "aria-hidden": "true" }, ...shapes);
}

function cell(name: string, ...children: (Node | string)[]): HTMLElement {
    return element("td", { role: "cell", class: name }, ...children);
}
