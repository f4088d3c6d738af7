import type { PageLimit } from "../data";
import type { Dot } from "./dots";
import { count, shape } from "./elements";
import { limitLines } from "./limitLines";
import { layOut, type Plot } from "./plot";

const MOST_NAMED = 5;
const LARGEST = 20;
/** A dot in which a number has room. */
const ROOMY = 8;

/** Memory by vCPUs, with the limits: a drawing that is so wide. */
export function drawSizes(
    limits: readonly PageLimit[],
    dots: readonly Dot[],
    width: number,
): SVGElement {
    const plot = layOut(limits, dots, width);
    const apps = dots.reduce((sum, { labels }) => sum + labels.length, 0);
    const inside = dots
        .filter(({ kind }) => kind === "none")
        .reduce((sum, { labels }) => sum + labels.length, 0);
    const label = `Memory by vCPUs of ${count(apps, "app")}. The rules about them have nothing against ${inside}.`;
    // The largest lie below the others.
    const ordered = [...dots].sort((a, b) => b.labels.length - a.labels.length);
    return shape(
        "svg",
        {
            class: "scatter",
            viewBox: `0 0 ${plot.width} ${plot.height}`,
            role: "img",
            "aria-label": label,
        },
        axes(plot),
        ...limitLines(limits, plot),
        ...ordered.map((dot) => drawDot(dot, plot)),
        ...ordered.flatMap((dot) => drawNumber(dot, plot) ?? []),
    );
}

function axes({ x, y, left, right, top, bottom, laneX, laneY, width, height }: Plot): SVGElement {
    const gridX = x.ticks.flatMap(({ at, text }) => [
        shape("line", { class: "grid", x1: at, x2: at, y1: top, y2: bottom }),
        shape("text", { x: at, y: height - 24, "text-anchor": "middle" }, text),
    ]);
    const gridY = y.ticks.flatMap(({ at, text }) => [
        shape("line", { class: "grid", x1: left, x2: right, y1: at, y2: at }),
        shape("text", { x: left - 8, y: at + 4, "text-anchor": "end" }, text),
    ]);
    const lanes = [
        ...(laneX === undefined
            ? []
            : [shape("text", { x: laneX, y: height - 24, "text-anchor": "middle" }, "none")]),
        ...(laneY === undefined
            ? []
            : [shape("text", { x: left - 8, y: laneY + 4, "text-anchor": "end" }, "none")]),
    ];
    return shape(
        "g",
        { class: "axes" },
        ...gridX,
        ...gridY,
        ...lanes,
        shape("text", { class: "title", x: 0, y: 12 }, "GB of memory"),
        shape("text", { class: "title", x: width, y: height - 4, "text-anchor": "end" }, "vCPUs"),
    );
}

function drawDot(dot: Dot, plot: Plot): SVGElement {
    const { x, y } = placeOf(dot, plot);
    return shape(
        "g",
        { class: `dot dot-${dot.kind}`, transform: `translate(${x} ${y})` },
        outline(dot.kind, radiusOf(dot, plot)),
        shape("title", {}, title(dot)),
    );
}

function drawNumber(dot: Dot, plot: Plot): SVGElement | undefined {
    if (radiusOf(dot, plot) < ROOMY) return undefined;
    const { x, y } = placeOf(dot, plot);
    const number = String(dot.labels.length);
    return shape("text", { class: "number", "text-anchor": "middle", x, y: y + 4 }, number);
}

function placeOf({ cpu, memory }: Dot, { x, y, laneX, laneY }: Plot): { x: number; y: number } {
    return {
        x: cpu === undefined ? (laneX ?? 0) : x.scale(cpu),
        y: memory === undefined ? (laneY ?? 0) : y.scale(memory),
    };
}

function radiusOf({ labels }: Dot, { radius }: Plot): number {
    return Math.min(LARGEST, radius + 2 * Math.sqrt(labels.length - 1));
}

/** A shape of its own for each kind, since not everybody tells the colours apart. */
export function outline(kind: Dot["kind"], radius: number): SVGElement {
    if (kind === "mandatory") {
        const side = radius * 1.8;
        return shape("rect", { x: -side / 2, y: -side / 2, width: side, height: side, rx: 1 });
    }
    if (kind === "advisory") {
        const tip = radius * 1.3;
        return shape("path", { d: `M0 ${-tip}L${tip} 0L0 ${tip}L${-tip} 0z` });
    }
    return shape("circle", { r: radius });
}

function title({ cpu, memory, labels }: Dot): string {
    const rest = labels.length - MOST_NAMED;
    const sizes = `${cpu ?? "no"} vCPUs, ${memory ?? "no"} GB`;
    const named = labels.slice(0, MOST_NAMED).join("\n");
    return `${sizes}: ${count(labels.length, "app")}\n${named}${rest > 0 ? `\nand ${rest} more` : ""}`;
}
