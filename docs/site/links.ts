import { existsSync, readFileSync, statSync } from "node:fs";
import { posix, relative } from "node:path";
import { REPOSITORY, pageOfFile } from "./pages";
import { slugOf } from "./slug";

/** A link that leads nowhere. */
export class DeadLinkError extends Error {
    constructor(link: string, file: string) {
        super(`${file} links to "${link}", which the repository does not have`);
        this.name = "DeadLinkError";
    }
}

/**
 * Where a link of a Markdown file leads on the site: to a page, or to the repository's files on the web.
 * @param file as the repository has it, for example `docs/reports.md`
 * @throws DeadLinkError
 */
export function linkOnSite(link: string, file: string, repositoryUrl: string): string {
    if (/^[a-z]+:/.test(link)) return link;
    const [path = "", fragment = ""] = link.split("#");
    const target = path === "" ? file : fileAt(decodeURI(path), file);
    if (target === undefined || !hasAnchor(target, decodeURIComponent(fragment))) {
        throw new DeadLinkError(link, file);
    }
    const anchor = fragment === "" ? "" : `#${fragment}`;
    if (path === "") return anchor;
    const page = pageOfFile(target);
    return page === undefined
        ? `${repositoryUrl}/blob/main/${target}${anchor}`
        : `/${page}${anchor}`;
}

/** What a relative path names: of a folder, its README where it has one. */
function fileAt(path: string, file: string): string | undefined {
    const target = posix.join(posix.dirname(file), path).replace(/\/$/, "");
    const absolute = `${REPOSITORY}/${target}`;
    if (target.startsWith("..") || !existsSync(absolute)) return undefined;
    const readme = posix.join(target, "README.md");
    const hasReadme = statSync(absolute).isDirectory() && existsSync(`${REPOSITORY}/${readme}`);
    return hasReadme ? readme : target;
}

function hasAnchor(file: string, anchor: string): boolean {
    if (anchor === "" || !file.endsWith(".md")) return true;
    return anchorsIn(readFileSync(`${REPOSITORY}/${file}`, "utf8")).has(anchor);
}

/** The anchors of a Markdown text's headings. The second of the same name ends with -1. */
export function anchorsIn(text: string): Set<string> {
    const anchors = new Set<string>();
    for (const [, heading = ""] of withoutCode(text).matchAll(/^#{1,6} (.+)$/gm)) {
        const slug = slugOf(heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1"));
        let anchor = slug;
        for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`;
        anchors.add(anchor);
    }
    return anchors;
}

/** Where a Markdown text links to, outside of code. */
export function linksIn(text: string): string[] {
    const prose = withoutCode(text).replaceAll(/`[^`\n]*`/g, "");
    return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
}

function withoutCode(text: string): string {
    return text.replaceAll(/^( *)(```+)[^]*?^\1\2$/gm, "");
}

interface Token {
    type: string;
    children: Token[] | null;
    attrGet: (name: string) => string | null;
    attrSet: (name: string, value: string) => void;
}

/** What of markdown-it is needed. */
interface MarkdownParser {
    core: { ruler: { push: (name: string, rule: (state: CoreState) => void) => void } };
}

interface CoreState {
    tokens: Token[];
    env: { realPath?: string; path: string };
}

/** Has markdown-it write each link as the site needs it. */
export function useSiteLinks(parser: MarkdownParser, repositoryUrl: string): void {
    parser.core.ruler.push("site-links", ({ tokens, env }) => {
        const file = relative(REPOSITORY, env.realPath ?? env.path);
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
            const link = token.type === "link_open" ? token.attrGet("href") : null;
            if (link !== null) token.attrSet("href", linkOnSite(link, file, repositoryUrl));
        }
    });
}
