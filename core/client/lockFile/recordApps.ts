import { showFile, type AppFacts } from "../../model";
import { describeChanges } from "./content";
import type { Guide } from "../guide";
import { documents } from "./documents";
import { LockInvalidError } from "./errors";
import { formatLockFile } from "./format";
import { toLockedApp, type LockedApp, type LockedApps } from "./lockedApp";
import type { LockFile } from "./lockSettings";
import { OPTIONS, parseLockFile, toLockError } from "./readLockFile";

/** Whether an entry is to be taken out. */
export type IsGone = (tag: string, app: LockedApp) => boolean;

/** The locked apps with what was found: an entry whose content is the same keeps the time when it was locked. */
export function merge(
    locked: LockedApps,
    found: ReadonlyMap<string, AppFacts>,
    now: Date,
    isGone: IsGone = () => false,
): Map<string, LockedApp> {
    const merged = new Map([...locked].filter(([tag, app]) => !isGone(tag, app)));
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
    { path, shownAs }: LockFile,
    found: ReadonlyMap<string, AppFacts>,
    now = new Date(),
    isGone?: IsGone,
): Promise<void> {
    const { FileWriteError, replaceFile } = documents();
    const change = (text: string | undefined) => {
        const before =
            text === undefined ? new Map<string, LockedApp>() : parseLockFile(text, shownAs);
        const after = formatLockFile(merge(before, found, now, isGone));
        return text !== undefined && formatLockFile(before) === after ? undefined : after;
    };
    try {
        await replaceFile(path, change, { ...OPTIONS, shownAs });
    } catch (error) {
        if (error instanceof FileWriteError) {
            const { message, systemCode } = error;
            throw new LockInvalidError(
                (guide) => `${message}. ${adviceFor(systemCode, shownAs, guide)}.`,
            );
        }
        throw toLockError(error);
    }
}

function adviceFor(systemCode: string, file: string, { nameOf }: Guide): string {
    switch (systemCode) {
        case "ENOENT":
            return `Create it, or set ${nameOf("lockFile")} to another path`;
        case "EBUSY":
            return `If none of them runs any more, delete ${showFile(`${file}.new`)}`;
        case "ENOSPC":
        case "EDQUOT":
        case "EFBIG":
            return "The file is as it was. Make room, and run the command again";
        case "EACCES":
        case "EPERM":
        case "EROFS":
            return "Check the permissions of the file and its folder";
        default:
            return `Set ${nameOf("lockFile")} to the path of a file`;
    }
}
