import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The top of the repository, from which files are named. */
export const REPOSITORY = join(__dirname, "../..");

/** Which Markdown files are pages, and where the site has them: the first that fits. */
const PLACES: readonly [RegExp, string][] = [
    [/^docs\/(?:(.+)\/)?README\.md$/, "$1/index.md"],
    [/^docs\/(.+)$/, "$1"],
    [/^policies\/rules\/([^/]+)\/README\.md$/, "rules/$1.md"],
    [/^examples\/([^/]+)\/README\.md$/, "examples/$1.md"],
    [/^emulator\/README\.md$/, "emulator.md"],
    [/^(SECURITY|CONTRIBUTING|CHANGELOG)\.md$/, "$1.md"],
];
const NO_PAGES = /^docs\/generate\//;
const NO_SOURCES = /^(node_modules|dist|\..+)$/;

/** Every Markdown file of the repository, ordered by name. */
export function markdownFiles(): string[] {
    return filesBelow(REPOSITORY, ".md").sort();
}

/** Files with this ending in a folder and all below it, named from that folder. Node 20 has no globs. */
export function filesBelow(folder: string, ending: string): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        if (!entry.isDirectory()) return entry.name.endsWith(ending) ? [entry.name] : [];
        if (NO_SOURCES.test(entry.name)) return [];
        return filesBelow(join(folder, entry.name), ending).map((file) => `${entry.name}/${file}`);
    });
}

/** The site's path of a file, for example `rules/gpu-allowed.md`. `undefined`: the site doesn't have it. */
export function pageOfFile(file: string): string | undefined {
    if (NO_PAGES.test(file)) return undefined;
    const [pattern, path] = PLACES.find(([place]) => place.test(file)) ?? [];
    if (pattern === undefined || path === undefined) return undefined;
    return file.replace(pattern, path).replace(/^\//, "").toLowerCase();
}
