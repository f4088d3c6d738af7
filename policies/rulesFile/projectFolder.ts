import { join } from "node:path";
import { DocumentError, parseYaml, readTextFile, upwards } from "bytenite-core/documents";
import { showFile, showLine } from "bytenite-core/model";
import { foldersOfAncestors } from "./ancestors";
import { PolicyError } from "../contract/policyError";

/**
 * The files that make a folder a Pulumi project's. Source: Pulumi's workspace package. A test compares them with the
 * provider's: neither package imports the other.
 */
export const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];
/** A program in YAML has all its resources in there. */
const OPTIONS = { noun: "the project file", largest: 1024 * 1024 };

/** A Pulumi project. */
export interface Project {
    folder: string;
    /** The file that makes the folder a project's: its whole path. */
    file: string;
    /** `undefined`: the file has none that can be read. */
    name: string | undefined;
}

/**
 * The folder of the project that the engine runs, however it was started. The engine starts a pack in the
 * pack's folder and leaves PWD as the shell set it, while `pulumi -C`, workspaces and the Automation API run
 * a project elsewhere. So the folders of the processes above are asked first, and one counts only if the
 * project in it has the name that the engine tells.
 *
 * @param name `undefined`: the engine tells none, as in `pulumi policy analyze`
 * @throws DocumentError when no folder is the project's
 */
export function projectFolder(
    name: string | undefined,
    { PWD: folderOfShell }: NodeJS.ProcessEnv,
): string {
    const folders = [
        ...new Set([...foldersOfAncestors(), ...(folderOfShell ? [folderOfShell] : [])]),
    ];
    const [first] = folders;
    if (name === undefined && first !== undefined) return projectAbove(first)?.folder ?? first;
    const project = folders.map(projectAbove).find((each) => each?.name === name);
    if (project) return project.folder;
    const looked =
        folders.length > 0 ? ` (looked in and above ${folders.map(showFile).join(", ")})` : "";
    throw new PolicyError("RULES_UNCLEAR", [
        `The policy pack can't tell in which folder the Pulumi project ${name === undefined ? "that is analyzed" : showLine(name)} lies${looked}, and so not which rules file holds for it. ` +
            "Name the file by its whole path in the environment variable BYTENITE_RULES_FILE.",
    ]);
}

/** The nearest project in or above a folder. */
export function projectAbove(folder: string): Project | undefined {
    for (const each of upwards(folder)) {
        for (const name of PROJECT_FILES) {
            const file = join(each, name);
            const text = readIfThere(file);
            if (text !== undefined) return { folder: each, file, name: nameIn(text) };
        }
    }
    return undefined;
}

function readIfThere(path: string): string | undefined {
    try {
        return readTextFile(path, OPTIONS);
    } catch {
        return undefined;
    }
}

function nameIn(text: string): string | undefined {
    try {
        const { name } = Object(parseYaml(text, "", OPTIONS).value) as { name?: unknown };
        return typeof name === "string" || typeof name === "number" ? String(name) : undefined;
    } catch (error) {
        // What else fails, such as a package that is not installed, is not the file's fault.
        if (!(error instanceof DocumentError)) throw error;
        return undefined;
    }
}
