interface Box {
    x: number;
    y: number;
    title: string;
    lines: readonly string[];
    kind: "outside" | "ours" | "file" | "pulumi";
}

const WIDTH = 250;
const HEIGHT = 96;
const COLUMNS = [20, 355, 690] as const;
const ROWS = [20, 190, 360] as const;

const BOXES: readonly Box[] = [
    {
        x: 0,
        y: 0,
        title: "ByteNite",
        lines: ["apps: image, requirements,", "owner, status"],
        kind: "outside",
    },
    {
        x: 1,
        y: 0,
        title: "pulumi-bytenite",
        lines: ["App, AppSelection,", "getApp, getApps"],
        kind: "ours",
    },
    {
        x: 2,
        y: 0,
        title: "bytenite.lock.json",
        lines: ["what each tag", "meant when locked"],
        kind: "file",
    },
    {
        x: 0,
        y: 1,
        title: "bytenite.rules.yaml",
        lines: ["rules, environments,", "waivers"],
        kind: "file",
    },
    { x: 1, y: 1, title: "Pulumi engine", lines: ["preview, update,", "state"], kind: "pulumi" },
    {
        x: 2,
        y: 1,
        title: "Stack outputs",
        lines: ["records, read by", "other stacks"],
        kind: "pulumi",
    },
    {
        x: 1,
        y: 2,
        title: "pulumi-bytenite-policies",
        lines: ["judges each app, refuses", "or advises"],
        kind: "ours",
    },
    {
        x: 2,
        y: 2,
        title: "Findings",
        lines: ["terminal, pull request,", "HTML report"],
        kind: "file",
    },
];

/** Lines with a word beside them, from the middle of one side to that of another. */
const ARROWS: readonly [
    from: readonly [number, number],
    to: readonly [number, number],
    word: string,
][] = [
    [[0, 0], [1, 0], "facts"],
    [[2, 0], [1, 0], "compares"],
    [[1, 0], [1, 1], "resources with facts"],
    [[1, 1], [2, 1], "writes"],
    [[1, 1], [1, 2], "shows each app"],
    [[0, 1], [1, 2], "rules"],
    [[1, 2], [2, 2], "tells"],
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
export function conceptsDiagram(): string {
    return [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 476" width="960" height="476">',
        `<style>${STYLE}\n</style>`,
        '<defs><marker id="end" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>',
        '<rect class="card" width="960" height="476" rx="12"/>',
        ...BOXES.map(draw),
        ...ARROWS.map(([from, to, word]) => drawArrow(from, to, word)),
        "</svg>",
        "",
    ].join("\n");
}

function draw({ x, y, title, lines, kind }: Box): string {
    const [left, top] = cornerOf([x, y]);
    const middle = left + WIDTH / 2;
    const texts = lines.map(
        (line, index) => `<text x="${middle}" y="${top + 54 + 20 * index}">${line}</text>`,
    );
    return [
        `<rect class="${kind}" x="${left}" y="${top}" width="${WIDTH}" height="${HEIGHT}" rx="8"/>`,
        `<text class="title" x="${middle}" y="${top + 28}">${title}</text>`,
        ...texts,
    ].join("\n");
}

function drawArrow(
    from: readonly [number, number],
    to: readonly [number, number],
    word: string,
): string {
    const [start, end] = [cornerOf(from), cornerOf(to)];
    if (from[1] === to[1]) {
        const [x1, x2] =
            start[0] < end[0] ? [start[0] + WIDTH, end[0]] : [start[0], end[0] + WIDTH];
        const y = start[1] + HEIGHT / 2;
        return `<path d="M${x1} ${y} ${x2} ${y}"/>\n<text class="word" x="${(x1 + x2) / 2}" y="${y - 8}">${word}</text>`;
    }
    if (from[0] === to[0]) {
        const x = start[0] + WIDTH / 2;
        return `<path d="M${x} ${start[1] + HEIGHT} ${x} ${end[1]}"/>\n<text class="word" x="${x + 75}" y="${(start[1] + HEIGHT + end[1]) / 2 + 5}">${word}</text>`;
    }
    const [x, y] = [start[0] + WIDTH / 2, end[1] + HEIGHT / 2];
    return `<path d="M${x} ${start[1] + HEIGHT} ${x} ${y} ${end[0]} ${y}"/>\n<text class="word" x="${x + 60}" y="${y - 8}">${word}</text>`;
}

function cornerOf([column, row]: readonly [number, number]): [number, number] {
    return [COLUMNS[column] ?? 0, ROWS[row] ?? 0];
}
