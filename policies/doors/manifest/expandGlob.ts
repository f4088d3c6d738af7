import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";
import type * as Tinyglobby from "tinyglobby";
import { showFile, showLine } from "bytenite-core/model";

/** What copies of other people's apps lie in. */
const NEVER = ["**/node_modules/**", "**/.git/**"];
/** What the system says where a glob begins in no folder, and of a link that leads nowhere or in a circle. */
const NOTHING_THERE: readonly string[] = ["ENOENT", "ENOTDIR", "ELOOP"];

/** What a glob finds, and what it can't look into: a problem each. */
export interface Expanded {
    files: string[];
    unreadable: string[];
}

/**
 * The files that a glob names. What can't be read is told, since apps may be in it that nobody would judge: a folder
 * on the way, and a link that fits the glob and leads nowhere.
 *
 * @param ignore globs of what to leave out
 * @param folder where relative ones begin
 */
export function expandGlob(glob: string, ignore: readonly string[], folder: string): Expanded {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
    const { globSync } = require("tinyglobby") as typeof Tinyglobby;
    const unreadable: string[] = [];
    const shown = (path: string) => showFile(relative(folder, path) || ".");
    const tell = (path: string, error: unknown) => {
        const code = codeOf(error);
        if (NOTHING_THERE.includes(code)) return;
        unreadable.push(`${shown(path)}: a glob leads here, and it can't be read: ${why(code)}`);
    };
    const found = globSync(glob, {
        cwd: folder,
        ignore: [...NEVER, ...ignore.flatMap(withFolder)],
        expandDirectories: false,
        // An app in a folder such as .apps is pushed like any other.
        dot: true,
        // By itself, it passes over all that it can't read.
        fs: {
            readdirSync: ((path: string, options: { withFileTypes: true }) => {
                try {
                    return readdirSync(path, options);
                } catch (error) {
                    tell(path, error);
                    return [];
                }
            }) as typeof readdirSync,
            realpathSync: ((path: string) => {
                try {
                    return realpathSync(path);
                } catch (error) {
                    tell(path, error);
                    return path;
                }
            }) as typeof realpathSync,
            // A link that leads nowhere counts as a file: the glob decides whether it is one that is meant.
            statSync: ((path: string) => {
                try {
                    return statSync(path);
                } catch {
                    return lstatSync(path);
                }
            }) as typeof statSync,
        },
    });
    const files = found.filter((each) => {
        const path = resolve(folder, each);
        if (!leadsNowhere(path)) return true;
        unreadable.push(`${shown(path)}: a link that leads to no file`);
        return false;
    });
    return { files, unreadable };
}

/** A folder of which all is left out is not looked into: it may be one that can't be read. */
function withFolder(ignored: string): string[] {
    return ignored.endsWith("/**") ? [ignored, ignored.slice(0, -"/**".length)] : [ignored];
}

function leadsNowhere(path: string): boolean {
    try {
        statSync(path);
        return false;
    } catch (error) {
        // Of what nobody may look at, reading says so.
        return NOTHING_THERE.includes(codeOf(error));
    }
}

function codeOf(error: unknown): string {
    return (Object(error) as NodeJS.ErrnoException).code ?? "";
}

function why(code: string): string {
    return code === "EACCES" || code === "EPERM"
        ? "no permission"
        : `the system says ${showLine(code)}`;
}
