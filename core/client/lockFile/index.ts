import type { AppReader } from "../client";
import { FrozenReader } from "./frozenReader";
import type { ResolvedLock } from "./lockSettings";
import { UpdatingReader } from "./updatingReader";

export { DEFAULT_LOCK_FILE } from "./errors";
export { resolveLock } from "./lockSettings";
export { readLockFile } from "./readLockFile";
export { OfflineReader } from "./offlineReader";

/** A reader that asks another one and minds the lock file. */
export function withLock(apps: AppReader, lock: ResolvedLock): AppReader {
    switch (lock.mode) {
        case "update":
            return new UpdatingReader(apps, lock);
        case "frozen":
            return new FrozenReader(apps, lock);
        default:
            return apps;
    }
}
