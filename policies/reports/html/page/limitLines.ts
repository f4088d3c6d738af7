import type { PageLimit } from "../data";
import { shape } from "./elements";
import type { Plot } from "./plot";
import { spread } from "./spread";

const LINE_GAP = 15;
const WORD_GAP = 74;
const SIGNS = { minimum: "≥", maximum: "≤" } as const;
const UNITS = { cpu: "vCPUs", memory: "GB", ratio: "GB/vCPU" } as const;

/** A line of a limit, in px, which ends at the right edge or at the top. */
interface Line {
    limit: PageLimit;
    from: { x: number; y: number };
    to: { x: number; y: number };
    edge: "right" | "top";
}

/** The lines of the limits, each with its name at its end. */
export function limitLines(limits: readonly PageLimit[], plot: Plot): SVGElement[] {
    const lines = limits.flatMap((limit) => toLine(limit, plot) ?? []);
    const right = lines.filter(({ edge }) => edge === "right");
    const top = lines.filter(({ edge }) => edge === "top");
    const heights = spread(
        right.map(({ to }) => to.y),
        LINE_GAP,
        [plot.top, plot.bottom],
    );
    const places = spread(
        top.map(({ to }) => to.x),
        WORD_GAP,
        [plot.left + WORD_GAP / 2, plot.width - WORD_GAP / 2],
    );
    return [
        ...lines.map(({ limit: { level }, from, to }) =>
            shape("line", {
                class: `limit limit-${level}`,
                ...{ x1: from.x, y1: from.y, x2: to.x, y2: to.y },
            }),
        ),
        ...right.map(({ limit }, index) =>
            shape(
                "text",
                { class: "limit-name", x: plot.right + 6, y: (heights[index] ?? 0) + 4 },
                nameOf(limit),
            ),
        ),
        ...top.map(({ limit }, index) =>
            shape(
                "text",
                {
                    class: "limit-name",
                    x: places[index] ?? 0,
                    y: plot.top - 8,
                    "text-anchor": "middle",
                },
                nameOf(limit),
            ),
        ),
    ];
}

function toLine(limit: PageLimit, { x, y, left, right, top, bottom }: Plot): Line | undefined {
    const { of, value } = limit;
    if (of === "cpu") {
        const at = x.scale(value);
        return { limit, from: { x: at, y: bottom }, to: { x: at, y: top }, edge: "top" };
    }
    if (of === "memory") {
        const at = y.scale(value);
        return { limit, from: { x: left, y: at }, to: { x: right, y: at }, edge: "right" };
    }
    const first = Math.max(x.least, y.least / value);
    const last = Math.min(x.most, y.most / value);
    if (first >= last) return undefined;
    return {
        limit,
        from: { x: x.scale(first), y: y.scale(first * value) },
        to: { x: x.scale(last), y: y.scale(last * value) },
        edge: last === x.most ? "right" : "top",
    };
}

function nameOf({ of, bound, value }: PageLimit): string {
    const unit = of === "cpu" && value === 1 ? "vCPU" : UNITS[of];
    return `${SIGNS[bound]} ${Number(value.toPrecision(4))} ${unit}`;
}
