import { realpathSync, statSync, type Stats } from "node:fs";
import { join, resolve } from "node:path";
import { DocumentError } from "bytenite-core/documents";
import { compareTexts, shellWord, showFile, showText } from "bytenite-core/model";
import { expandGlob } from "./expandGlob";

const GLOB = /[*?[\]{}()!]/;

/**
 * The files that paths and globs name, each once and ordered; a glob that begins with ! leaves some out. Unlike a
 * shell's, a glob finds names that begin with a dot too, and nothing in the folders that expandGlob leaves out.
 *
 * @param folder where relative ones begin
 * @returns paths as they are given or found, from the folder
 * @throws DocumentError for a glob that names no file or meets what can't be read, and for a folder
 */
export function findFiles(given: readonly string[], folder: string): string[] {
    const ignore = given.filter(isNegative).map((each) => each.slice(1));
    const wanted = given.filter((each) => !isNegative(each));
    const problems: string[] = [];
    const found = wanted.flatMap((each) => {
        if (lookAt(resolve(folder, each))?.isDirectory()) {
            problems.push(`${showFile(each)}: a folder, not a file. ${filesIn(each, folder)}`);
            return [];
        }
        // A folder may well be called [old].
        if (!GLOB.test(each) || lookAt(resolve(folder, each))) return [each];
        const { files, unreadable } = expandGlob(each, ignore, folder);
        problems.push(...unreadable);
        if (files.length === 0 && unreadable.length === 0) {
            problems.push(`${showText(each)} matches no file`);
        }
        return files;
    });
    if (wanted.length === 0) problems.push("Name a manifest, or give a glob that matches some");
    if (problems.length > 0) throw new DocumentError([...new Set(problems)]);
    const seen = new Set<string>();
    return found.sort(compareTexts).filter((each) => {
        const file = realFile(resolve(folder, each));
        return !seen.has(file) && seen.add(file);
    });
}

function isNegative(given: string): boolean {
    return given.startsWith("!");
}

/** Where links lead, be it in a circle of folders. */
function realFile(path: string): string {
    try {
        return realpathSync(path);
    } catch {
        return path;
    }
}

/** People push an app's folder, and so give that. */
function filesIn(given: string, folder: string): string {
    const one = join(given, "manifest.json");
    if (lookAt(resolve(folder, one))) return `Give the manifest in it: ${shellWord(one)}`;
    return `Give the manifests in it: ${shellWord(join(given, "**/manifest.json"))}`;
}

/** What is there. `undefined`: nothing, or nobody may look, which reading it tells. */
function lookAt(path: string): Stats | undefined {
    try {
        return statSync(path);
    } catch {
        return undefined;
    }
}
