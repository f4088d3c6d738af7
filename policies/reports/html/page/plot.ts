import { scaleLog } from "d3-scale";
import type { PageLimit } from "../data";
import type { Dot } from "./dots";

const LEFT = 44;
const RIGHT = 84;
const TOP = 44;
const BOTTOM = 42;
/** For apps that state nothing, beside the scale. */
const LANE = 44;
/** Room around the outermost, as a factor. */
const AIR = 1.5;
const TICK_PX = 60;
/** So many dots hide one another, unless they are small. */
const CROWD = 200;

/** A tick of an axis, in px. */
interface Tick {
    at: number;
    text: string;
}

/** An axis, and what it shows. */
interface Axis {
    /** px of a value. */
    scale: (value: number) => number;
    least: number;
    most: number;
    ticks: readonly Tick[];
}

/** Where everything of the drawing lies, in px. */
export interface Plot {
    width: number;
    height: number;
    left: number;
    right: number;
    top: number;
    bottom: number;
    x: Axis;
    y: Axis;
    /** Radius of the dot of one app. */
    radius: number;
    /** Where apps that state no vCPUs lie. Absent: there are none. */
    laneX?: number;
    laneY?: number;
}

/** Lays a drawing out that is so wide. */
export function layOut(limits: readonly PageLimit[], dots: readonly Dot[], width: number): Plot {
    const height = Math.round(Math.min(460, Math.max(320, width * 0.5)));
    const hasLaneX = dots.some(({ cpu }) => cpu === undefined);
    const hasLaneY = dots.some(({ memory }) => memory === undefined);
    const [left, right] = [LEFT, width - RIGHT];
    const [top, bottom] = [TOP, height - BOTTOM];
    const start = left + (hasLaneX ? LANE : 0);
    const end = bottom - (hasLaneY ? LANE : 0);
    const limitsOf = (of: PageLimit["of"]) =>
        limits.filter((limit) => limit.of === of).map(({ value }) => value);
    return {
        ...{ width, height, left, right, top, bottom },
        radius: dots.length > CROWD ? 3 : 6,
        x: toAxis([...dots.map(({ cpu }) => cpu), ...limitsOf("cpu")], start, right),
        y: toAxis([...dots.map(({ memory }) => memory), ...limitsOf("memory")], end, top),
        ...(hasLaneX && { laneX: left + LANE / 2 }),
        ...(hasLaneY && { laneY: bottom - LANE / 2 }),
    };
}

function toAxis(values: readonly (number | undefined)[], from: number, to: number): Axis {
    const known = values.filter((value) => value !== undefined);
    const least = known.reduce((a, b) => Math.min(a, b), Infinity);
    const most = known.reduce((a, b) => Math.max(a, b), -Infinity);
    const domain = known.length === 0 ? [1, 16] : [least / AIR, most * AIR];
    const scale = scaleLog().base(2).domain(domain).range([from, to]);
    const [start = 1, end = 16] = domain;
    const room = Math.max(2, Math.floor(Math.abs(to - from) / TICK_PX));
    return {
        scale,
        least: start,
        most: end,
        ticks: ticksOf(scale, start, end, room).map((value) => ({
            at: scale(value),
            text: String(Number(value.toPrecision(3))),
        })),
    };
}

/** Powers of 2, or round numbers where the range has only one of them. */
function ticksOf(
    scale: { ticks: (count: number) => number[] },
    start: number,
    end: number,
    room: number,
): readonly number[] {
    // Asked for more, the scale gives linear ticks.
    const octaves = Math.floor(Math.log2(end / start));
    const powers = scale
        .ticks(Math.min(room, octaves))
        .filter((value) => Number.isInteger(Math.log2(value)));
    const chosen = powers.length >= 2 ? powers : scale.ticks(room);
    const step = Math.ceil(chosen.length / room);
    return chosen.filter((_, index) => index % step === 0);
}
