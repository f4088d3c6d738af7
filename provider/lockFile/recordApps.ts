import type { AppFacts } from "bytenite-model";
import { describeChanges } from "./content";
import { LockInvalidError } from "./errors";
import { formatLockFile } from "./format";
import { toLockedApp, type LockedApp, type LockedApps } from "./lockedApp";
import { shownPath } from "./lockSettings";
import { parseLockFile } from "./readLockFile";
import { replaceFile } from "./replaceFile";

/** The locked apps with what was found: an entry whose content is the same keeps the time when it was locked. */
export function merge(
    locked: LockedApps,
    found: ReadonlyMap<string, AppFacts>,
    now: Date,
): Map<string, LockedApp> {
    const merged = new Map(locked);
    for (const [tag, facts] of found) {
        const before = locked.get(tag);
        const isSame = before && describeChanges(before, facts).length === 0;
        merged.set(tag, toLockedApp(facts, isSame ? before.lockedAt : now.toISOString()));
    }
    return merged;
}

/**
 * Puts what was found into the lock file, beside what other processes put there meanwhile. Nothing is
 * written where nothing changes.
 *
 * @throws LockInvalidError
 */
export async function recordApps(
    path: string,
    found: ReadonlyMap<string, AppFacts>,
    now = new Date(),
): Promise<void> {
    const file = shownPath(path);
    try {
        await replaceFile(path, (text) => {
            const before =
                text === undefined ? new Map<string, LockedApp>() : parseLockFile(text, file);
            const after = formatLockFile(merge(before, found, now));
            return text !== undefined && formatLockFile(before) === after ? undefined : after;
        });
    } catch (error) {
        if (error instanceof LockInvalidError) throw error;
        const { code } = error as NodeJS.ErrnoException;
        if (code === undefined) throw error;
        throw new LockInvalidError(`${file} can't be written: ${explain(code, file)}.`);
    }
}

function explain(code: string, file: string): string {
    switch (code) {
        case "ENOENT":
            return "its folder does not exist. Create it, or set bytenite:lockFile to another path";
        case "EBUSY":
            return `other processes kept it for a minute. If none runs, delete ${file}.new`;
        case "EISDIR":
            return "it is a folder. Set bytenite:lockFile to the path of a file";
        default:
            return `the system says ${code}. Check the permissions of the file and its folder`;
    }
}
