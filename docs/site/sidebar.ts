import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY, markdownFiles, pageOfFile } from "./pages";

/** The groups of the sidebar: names of pages without `.md`, or a folder of them. What is in none is under "More". */
const GROUPS: readonly { text: string; pages: readonly string[] }[] = [
    { text: "Begin", pages: ["concepts", "getting-started"] },
    {
        text: "Read apps",
        pages: [
            ...["configuration", "stack-outputs", "selections", "lock-file", "unit-tests"],
            ...["state-backends", "proxies"],
        ],
    },
    {
        text: "Judge apps",
        pages: [
            ...["policy-guide", "rules-file", "command-line", "testing-rules", "own-rules"],
            ...["rules-in-force", "enforcement", "gpu-names"],
        ],
    },
    { text: "Reports and CI", pages: ["reports", "html-report", "continuous-integration"] },
    { text: "Reference", pages: ["reference/"] },
    { text: "Rules", pages: ["rules", "rules/"] },
    { text: "Errors", pages: ["errors", "errors/"] },
    { text: "Try and test", pages: ["emulator", "sample-apps", "examples/"] },
    {
        text: "Operate",
        pages: [
            ...["security", "upgrading", "changelog", "performance", "fault-matrix"],
            ...["dependency-licences"],
        ],
    },
    { text: "Contribute", pages: ["architecture", "contributing"] },
];

interface Entry {
    text: string;
    link: string;
}

/** A group as the theme takes it. */
export interface Group {
    text: string;
    items: Entry[];
}

/** Groups of so many pages that they are whole only beside their own pages. */
const LONG = ["Rules", "Errors"];

/** The sidebars, by the beginning of the address at which each stands. */
export function sidebars(): Record<string, Group[]> {
    const groups = groupsOfPages();
    const short = groups.map((group) =>
        LONG.includes(group.text) ? { ...group, items: group.items.slice(0, 1) } : group,
    );
    const own = LONG.map((text) => {
        const whole = groups.filter((group) => group.text === text);
        const first = { text: "Documentation", items: [{ text: "All pages", link: "/" }] };
        return [`/${text.toLowerCase()}/`, [first, ...whole]] as const;
    });
    return { ...Object.fromEntries(own), "/": short };
}

/** Every page but the first one, in its group. A page that GROUPS names and that is not there is left out. */
export function groupsOfPages(): Group[] {
    const left = new Map(
        markdownFiles().flatMap((file) => {
            const page = pageOfFile(file)?.replace(/\.md$/, "");
            return page === undefined || page === "index" ? [] : [[page, file] as const];
        }),
    );
    const take = (named: string): Entry[] => {
        const pages = named.endsWith("/")
            ? [...left.keys()].filter((page) => page.startsWith(named)).sort(indexFirst)
            : [named, `${named}/index`].filter((page) => left.has(page));
        return pages.map((page) => {
            const text = titleOf(left.get(page) ?? "");
            left.delete(page);
            return { text, link: `/${page}` };
        });
    };
    const groups = GROUPS.map(({ pages, ...group }) => ({ ...group, items: pages.flatMap(take) }));
    const more = { text: "More", items: [...left.keys()].flatMap(take) };
    return [...groups, more].filter(({ items }) => items.length > 0);
}

function indexFirst(a: string, b: string): number {
    return Number(b.endsWith("/index")) - Number(a.endsWith("/index")) || (a < b ? -1 : 1);
}

/** The heading of a page, without its marks. */
function titleOf(file: string): string {
    const [, heading = file] = /^# (.+)$/m.exec(readFileSync(join(REPOSITORY, file), "utf8")) ?? [];
    return heading.replaceAll("`", "");
}
