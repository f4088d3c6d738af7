import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { upwards } from "bytenite-core/documents";
import { showFile, showText } from "bytenite-core/model";
import { PolicyError } from "../contract/policyError";

/** The name that a rules file has unless BYTENITE_RULES_FILE names another one. */
export const RULES_FILE_NAME = "bytenite.rules.yaml";

/** Names that somebody gave a rules file which nobody would read. */
const ALMOST_A_RULES_FILE = /^\.?bytenite[-_. ]?rules?\.(?:yaml|yml|json)$/i;

/** Where to look for the rules file. */
export interface RulesFileSearch {
    /** Path of the file, where somebody names one. Empty or absent: the file is searched for. */
    named: string | undefined;
    /** Who names it. Default: the environment variable. */
    namedBy?: string;
    /** The folder from which a relative path begins, and the search. Called only where it is needed. */
    folder: () => string;
    /** Another folder in or above which the file may lie. */
    alsoIn?: string;
}

/**
 * Path of the organisation's rules file: the one that is named, else the only bytenite.rules.yaml in or
 * above the folders. `undefined`: there is none.
 *
 * @throws DocumentError when the named file does not exist, when there are two files, and when a file is
 * there under a name that is not looked for
 */
export function findRulesFile(search: RulesFileSearch): string | undefined {
    const { named, folder, alsoIn } = search;
    if (named) {
        const path = isAbsolute(named) ? named : resolve(folder(), named);
        if (isThere(path)) return path;
        const { namedBy = "the environment variable BYTENITE_RULES_FILE" } = search;
        const from =
            named === path ? "" : ` as ${showText(named)}, from the folder of the Pulumi project`;
        throw new PolicyError("RULES_FILE_MISSING", [
            `There is no rules file at ${showFile(path)}, which ${namedBy} names${from}`,
        ]);
    }
    const folders = [folder(), ...(alsoIn === undefined ? [] : [alsoIn])];
    const searched = [...new Set(folders.flatMap(upwards))];
    const found = searched.map((each) => join(each, RULES_FILE_NAME)).filter(isThere);
    const [file, ...others] = distinct(found);
    if (others.length > 0) {
        throw new PolicyError("RULES_UNCLEAR", [
            `There are ${others.length + 1} rules files, and no telling which one holds: ${[file ?? "", ...others].map(showFile).join(", ")}. ` +
                "Keep one of them, or name the one that holds in the environment variable BYTENITE_RULES_FILE.",
        ]);
    }
    refuseOtherNames(searched, file);
    return file;
}

/** A link that leads nowhere is there: reading it tells what is wrong. */
function isThere(path: string): boolean {
    try {
        return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "ENOTDIR") return false;
        throw new PolicyError("RULES_UNCLEAR", [
            `${showFile(path)}: can't tell whether a rules file is there (${code ?? "no reason given"})`,
        ]);
    }
}

/** One path for each file: a folder can have several. */
function distinct(paths: readonly string[]): string[] {
    const byFile = new Map<string, string>();
    for (const path of paths) {
        const file = realPath(path);
        if (!byFile.has(file)) byFile.set(file, path);
    }
    return [...byFile.values()];
}

function realPath(path: string): string {
    try {
        return realpathSync(path);
    } catch {
        return path;
    }
}

function refuseOtherNames(folders: readonly string[], file: string | undefined): void {
    const strange = folders.flatMap((folder) => {
        const wanted = join(folder, RULES_FILE_NAME);
        return (
            namesIn(folder)
                .filter((name) => name !== RULES_FILE_NAME && ALMOST_A_RULES_FILE.test(name))
                .map((name) => join(folder, name))
                // Some file systems find a name whatever its case.
                .filter((path) => !isThere(wanted) || realPath(path) !== realPath(wanted))
        );
    });
    if (strange.length === 0) return;
    throw new PolicyError(
        "RULES_UNCLEAR",
        strange.map(
            (path) =>
                `${showFile(path)} looks like a rules file, but a file of this name is not read. ${
                    file === undefined
                        ? `Rename it to ${RULES_FILE_NAME}`
                        : `Keep either it or ${showFile(file)} under the name ${RULES_FILE_NAME}`
                }, or name the one that holds in the environment variable BYTENITE_RULES_FILE.`,
        ),
    );
}

function namesIn(folder: string): string[] {
    try {
        return readdirSync(folder);
    } catch {
        // A folder on the way up may be closed to readers; a file of the right name would have been found.
        return [];
    }
}
