import { randomUUID } from "node:crypto";
import {
    chmodSync,
    chownSync,
    lstatSync,
    readlinkSync,
    realpathSync,
    renameSync,
    rmSync,
    statSync,
    writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { FileWriteError } from "./fileWriteError";

const MOST_LINKS = 40;

/** How a file is written. */
export interface WriteOptions {
    /** How problems name the file. Default: its path. */
    shownAs?: string;
    /** Permissions of the file. Default: those that it has, or what the system gives to a new file. */
    mode?: number;
}

/**
 * Writes a text file as a whole: whoever reads it meanwhile, and whoever finds it after a failure, sees the
 * old text or the new one. A link stays a link. What is no file, such as /dev/stdout, is written to as it is.
 *
 * @throws FileWriteError
 */
export function writeTextFile(path: string, text: string, options: WriteOptions = {}): void {
    const { shownAs = path, mode } = options;
    explained(shownAs, () => {
        const file = followLinks(path);
        const before = statSync(file, { throwIfNoEntry: false });
        if (before && !before.isFile() && !before.isDirectory()) writeFileSync(file, text);
        else putInPlace(file, text, `${file}.${randomUUID()}`, mode);
    });
}

/** Does something to a file. @throws FileWriteError in place of the system's error */
export function explained<Result>(shownAs: string, work: () => Result): Result {
    try {
        return work();
    } catch (error) {
        throw toFileWriteError(error, shownAs);
    }
}

/** The error in words, if it is the system's. */
export function toFileWriteError(error: unknown, shownAs: string): unknown {
    const { code, syscall } = Object(error) as Partial<NodeJS.ErrnoException>;
    return code === undefined || syscall === undefined ? error : new FileWriteError(shownAs, code);
}

/**
 * Makes a text the content of a file at once.
 * @param draft path beside the file, for the text until it is complete
 * @throws the system's error
 */
export function putInPlace(file: string, text: string, draft: string, mode?: number): void {
    try {
        const before = statSync(file, { throwIfNoEntry: false });
        if (before?.isDirectory()) {
            throw Object.assign(new Error(), { code: "EISDIR", syscall: "open" });
        }
        // All of it or an error, unlike a single write to a disk that is almost full.
        writeFileSync(draft, text, { flush: true, flag: "wx", mode });
        if (before) {
            keepOwner(draft, before);
            chmodSync(draft, mode ?? before.mode);
        }
        renameSync(draft, file);
    } catch (error) {
        rmSync(draft, { force: true });
        throw error;
    }
}

/** The file that a path leads to, whether there is one or not. @throws the system's error for a circle */
export function followLinks(path: string): string {
    let file = path;
    for (let links = 0; links < MOST_LINKS; links += 1) {
        // A link is relative to the folder in which it really lies.
        file = join(realpathSync(dirname(file)), basename(file));
        if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) return file;
        const target = readlinkSync(file);
        // Links of /proc name what no path leads to, such as a pipe.
        if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) return file;
        file = resolve(dirname(file), target);
    }
    throw Object.assign(new Error(), { code: "ELOOP", syscall: "readlink" });
}

function keepOwner(draft: string, { uid, gid }: { uid: number; gid: number }): void {
    try {
        chownSync(draft, uid, gid);
    } catch {
        // Only an administrator may give a file away.
    }
}
