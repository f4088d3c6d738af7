import { realpathSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type * as Tinyglobby from "tinyglobby";
import { DocumentError } from "bytenite-core/documents";
import { compareTexts, shellWord, showFile, showText } from "bytenite-core/model";

/** What copies of other people's apps lie in. */
const NEVER = ["**/node_modules/**", "**/.git/**"];
const GLOB = /[*?[\]{}()!]/;

/**
 * The files that paths and globs name, each once and ordered; a glob that begins with ! leaves some out.
 * A shell that expands globs by itself gives the same.
 *
 * @param folder where relative ones begin
 * @returns paths as they are given or found, from the folder
 * @throws DocumentError for a glob that names no file, and for a folder
 */
export function findFiles(given: readonly string[], folder: string): string[] {
    const ignore = [...NEVER, ...given.filter(isNegative).map((each) => each.slice(1))];
    const wanted = given.filter((each) => !isNegative(each));
    const problems: string[] = [];
    const found = wanted.flatMap((each) => {
        if (isFolder(resolve(folder, each))) {
            problems.push(`${showFile(each)}: a folder, not a file. ${filesIn(each, folder)}`);
            return [];
        }
        // A folder may well be called [old].
        if (!GLOB.test(each) || isThere(resolve(folder, each))) return [each];
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
        const { globSync } = require("tinyglobby") as typeof Tinyglobby;
        const files = globSync(each, { cwd: folder, ignore, expandDirectories: false });
        if (files.length === 0) problems.push(`${showText(each)} matches no file`);
        return files;
    });
    if (wanted.length === 0) problems.push("Name a manifest, or give a glob that matches some");
    if (problems.length > 0) throw new DocumentError(problems);
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
    return isThere(path) ? realpathSync(path) : path;
}

function isFolder(path: string): boolean {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** People push an app's folder, and so give that. */
function filesIn(given: string, folder: string): string {
    const one = join(given, "manifest.json");
    if (isThere(resolve(folder, one))) return `Give the manifest in it: ${shellWord(one)}`;
    return `Give the manifests in it: ${shellWord(join(given, "**/manifest.json"))}`;
}

function isThere(path: string): boolean {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
