import {
    cpSync,
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    realpathSync,
    symlinkSync,
} from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { REPOSITORY } from "./stack";

/** npm writes it: through a link, that would be the checkout's. */
const NPMS_RECORD = ".package-lock.json";

/** Which paths of the checkout a copy has: as files of its own, or as links to those that are here. */
export interface CheckoutParts {
    copied: readonly string[];
    linked: readonly string[];
}

/** A copy of the checkout that can be changed. Its packages find the copied ones among them by their names. */
export async function copyCheckout(
    name: string,
    { copied, linked }: CheckoutParts,
): Promise<string> {
    const parent = join(REPOSITORY, ".cache/end-to-end");
    mkdirSync(parent, { recursive: true });
    const copy = await mkdtemp(join(parent, `${name}-`));
    const isWanted = (source: string) => basename(source) !== "node_modules";
    for (const path of copied) {
        cpSync(join(REPOSITORY, path), join(copy, path), { recursive: true, filter: isWanted });
        // Of what the packages need in several versions, npm puts some there.
        const own = join(REPOSITORY, path, "node_modules");
        if (existsSync(own)) symlinkSync(own, join(copy, path, "node_modules"));
    }
    for (const path of linked) symlinkSync(join(REPOSITORY, path), join(copy, path));
    mkdirSync(join(copy, "node_modules"));
    for (const entry of readdirSync(join(REPOSITORY, "node_modules"))) {
        if (entry === NPMS_RECORD) continue;
        const target = join(REPOSITORY, "node_modules", entry);
        const own = relative(REPOSITORY, realpathSync(target));
        const isCopied = copied.includes(own);
        symlinkSync(isCopied ? join(copy, own) : target, join(copy, "node_modules", entry));
    }
    return copy;
}

/** The files below a folder, with their contents, without what a build makes. */
export function sourcesIn(folder: string): Map<string, string> {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
        .filter((path) => !path.split(sep).some((part) => ["dist", "node_modules"].includes(part)))
        .filter((path) => !path.endsWith(".schema.json") || path.endsWith("faults.schema.json"));
    return new Map(files.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/** The paths of the files that are new or other than before. */
export function changedSince(before: ReadonlyMap<string, string>, folder: string): string[] {
    return [...sourcesIn(folder)]
        .filter(([path, text]) => before.get(path) !== text)
        .map(([path]) => path)
        .sort();
}
