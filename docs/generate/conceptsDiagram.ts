/** Column and row. */
type Cell = readonly [column: number, row: number];

interface Box {
    title: string;
    lines: readonly string[];
    kind: "outside" | "ours" | "file" | "pulumi";
    /** Where it stands in each layout. */
    wide: Cell;
    narrow: Cell;
}

/** Where boxes stand, in pixels. */
interface Layout {
    name: "wide" | "narrow";
    margin: number;
    columns: readonly { left: number; width: number }[];
    /** Upper sides. */
    rows: readonly number[];
}

const BOX_HEIGHT = 96;
const WIDE: Layout = {
    name: "wide",
    margin: 20,
    columns: [20, 355, 690].map((left) => ({ left, width: 250 })),
    rows: [20, 190, 360],
};
/** For the screen of a telephone. */
const NARROW: Layout = {
    name: "narrow",
    margin: 8,
    columns: [
        { left: 8, width: 260 },
        { left: 338, width: 188 },
    ],
    rows: [8, 158, 308, 458, 608],
};

const BYTENITE: Box = {
    title: "ByteNite",
    lines: ["apps: image, requirements,", "owner, status"],
    kind: "outside",
    wide: [0, 0],
    narrow: [0, 0],
};
const PROVIDER: Box = {
    title: "pulumi-bytenite",
    lines: ["App, AppSelection,", "getApp, getApps"],
    kind: "ours",
    wide: [1, 0],
    narrow: [0, 1],
};
const LOCK_FILE: Box = {
    title: "bytenite.lock.json",
    lines: ["what each tag", "meant when locked"],
    kind: "file",
    wide: [2, 0],
    narrow: [1, 1],
};
const RULES_FILE: Box = {
    title: "bytenite.rules.yaml",
    lines: ["rules, environments,", "waivers"],
    kind: "file",
    wide: [0, 1],
    narrow: [1, 3],
};
const ENGINE: Box = {
    title: "Pulumi engine",
    lines: ["preview, update,", "state"],
    kind: "pulumi",
    wide: [1, 1],
    narrow: [0, 2],
};
const OUTPUTS: Box = {
    title: "Stack outputs",
    lines: ["records, read by", "other stacks"],
    kind: "pulumi",
    wide: [2, 1],
    narrow: [1, 2],
};
const POLICIES: Box = {
    title: "pulumi-bytenite-policies",
    lines: ["judges each app, refuses", "or advises"],
    kind: "ours",
    wide: [1, 2],
    narrow: [0, 3],
};
const FINDINGS: Box = {
    title: "Findings",
    lines: ["terminal, pull request,", "HTML report"],
    kind: "file",
    wide: [2, 2],
    narrow: [0, 4],
};
const BOXES = [
    BYTENITE,
    PROVIDER,
    LOCK_FILE,
    RULES_FILE,
    ENGINE,
    OUTPUTS,
    POLICIES,
    FINDINGS,
] as const;

/** Lines with a word beside them, from the middle of one side to that of another. */
const ARROWS: readonly [from: Box, to: Box, word: string][] = [
    [BYTENITE, PROVIDER, "facts"],
    [LOCK_FILE, PROVIDER, "compares"],
    [PROVIDER, ENGINE, "resources with facts"],
    [ENGINE, OUTPUTS, "writes"],
    [ENGINE, POLICIES, "shows each app"],
    [RULES_FILE, POLICIES, "rules"],
    [POLICIES, FINDINGS, "tells"],
];

const STYLE = `
text { font-family: system-ui, sans-serif; font-size: 15px; fill: #1b1f24; text-anchor: middle }
.title { font-weight: 600; font-size: 16px }
.word { font-size: 13px; fill: #57606a }
rect { stroke-width: 1.5 }
.card { fill: #ffffff }
.outside { fill: #f6f8fa; stroke: #57606a }
.ours { fill: #ddf4ff; stroke: #0969da }
.file { fill: #fff8c5; stroke: #9a6700 }
.pulumi { fill: #fbefff; stroke: #8250df }
path { stroke: #57606a; stroke-width: 1.5; fill: none; marker-end: url(#end) }
marker path { fill: #57606a; stroke: none; marker-end: none }`;

/** How the parts hang together: SVG on a light card, which both themes show alike. */
export function conceptsDiagram(name: Layout["name"]): string {
    const layout = name === "wide" ? WIDE : NARROW;
    const [last] = layout.columns.slice(-1).map(({ left, width: ofLast }) => left + ofLast);
    const width = (last ?? 0) + layout.margin;
    const height = (layout.rows.at(-1) ?? 0) + BOX_HEIGHT + layout.margin;
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
        `<style>${STYLE}\n</style>`,
        '<defs><marker id="end" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>',
        `<rect class="card" width="${width}" height="${height}" rx="12"/>`,
        ...BOXES.map((box) => draw(box, layout)),
        ...ARROWS.map(([from, to, word]) => drawArrow(from, to, word, layout)),
        "</svg>",
        "",
    ].join("\n");
}

function draw(box: Box, layout: Layout): string {
    const { title, lines, kind } = box;
    const { left, top, width } = placeOf(box, layout);
    const middle = left + width / 2;
    const texts = lines.map(
        (line, index) => `<text x="${middle}" y="${top + 54 + 20 * index}">${line}</text>`,
    );
    return [
        `<rect class="${kind}" x="${left}" y="${top}" width="${width}" height="${BOX_HEIGHT}" rx="8"/>`,
        `<text class="title" x="${middle}" y="${top + 28}">${title}</text>`,
        ...texts,
    ].join("\n");
}

function drawArrow(from: Box, to: Box, word: string, layout: Layout): string {
    const [start, end] = [placeOf(from, layout), placeOf(to, layout)];
    const middle = start.left + start.width / 2;
    if (start.top === end.top) {
        const [x1, x2] =
            start.left < end.left
                ? [start.left + start.width, end.left]
                : [start.left, end.left + end.width];
        const y = start.top + BOX_HEIGHT / 2;
        return `<path d="M${x1} ${y} ${x2} ${y}"/>\n<text class="word" x="${(x1 + x2) / 2}" y="${y - 8}">${word}</text>`;
    }
    if (start.left === end.left) {
        return `<path d="M${middle} ${start.top + BOX_HEIGHT} ${middle} ${end.top}"/>\n<text class="word" x="${middle + 75}" y="${(start.top + BOX_HEIGHT + end.top) / 2 + 5}">${word}</text>`;
    }
    const y = end.top + BOX_HEIGHT / 2;
    return `<path d="M${middle} ${start.top + BOX_HEIGHT} ${middle} ${y} ${end.left} ${y}"/>\n<text class="word" x="${middle + 60}" y="${y - 8}">${word}</text>`;
}

function placeOf(
    box: Box,
    { name, columns, rows }: Layout,
): { left: number; top: number; width: number } {
    const [column, row] = box[name];
    return { left: 0, width: 0, ...columns[column], top: rows[row] ?? 0 };
}
