import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { filesBelow } from "./pages";

/**
 * The links of a built site that lead to no page or to no place on it, and what is loaded from another server.
 * @param folder of the built site
 * @param base path at which the site is served, for example `/`
 */
export function findDeadLinks(folder: string, base: string): string[] {
    const pages = new Map(
        filesBelow(folder, ".html")
            .sort()
            .map((page) => [page, readFileSync(join(folder, page), "utf8")] as const),
    );
    const anchors = new Map([...pages].map(([page, html]) => [page, anchorsOf(html)]));
    return [...pages].flatMap(([page, html]) =>
        linksOf(html).flatMap((link) => {
            const [path = "", fragment = ""] = link.split("#");
            const target = pageAt(path, page, base);
            if (target === undefined) return [];
            const found = anchors.get(target);
            if (!found) return [`${page}: no page ${link}`];
            const anchor = decodeURIComponent(fragment);
            return anchor === "" || found.has(anchor) ? [] : [`${page}: no anchor ${link}`];
        }),
    );
}

function anchorsOf(html: string): Set<string> {
    return new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id = ""]) => unescape(id)));
}

function linksOf(html: string): string[] {
    return [...new Set([...html.matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, link = ""]) => link))]
        .map(unescape)
        .sort();
}

/** The file of the page to which a link leads. `undefined`: another server. */
function pageAt(path: string, page: string, base: string): string | undefined {
    if (/^[a-z]+:/.test(path)) return undefined;
    if (path === "") return page;
    const whole = path.startsWith(base)
        ? path.slice(base.length)
        : posix.join(posix.dirname(page), path);
    const [file = ""] = whole.split("?");
    if (file === "" || file.endsWith("/")) return `${file}index.html`;
    return file.endsWith(".html") ? file : `${file}.html`;
}

function unescape(text: string): string {
    return text
        .replaceAll("&quot;", '"')
        .replaceAll("&#39;", "'")
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&amp;", "&");
}
