import { LOCK_FILE_ORDER, pickFacts, type AppFacts } from "../../model";

/** What a tag meant when it was locked. */
export interface LockedApp extends AppFacts {
    /** When the content was first seen as it is: RFC 3339, UTC. */
    lockedAt: string;
}

/** The locked apps by their tags, as they were looked up. Not an object: `__proto__` is a tag like any other. */
export type LockedApps = ReadonlyMap<string, LockedApp>;

/** An entry of the lock file, with its keys in the order of the file and nothing but what is named here. */
export function toLockedApp(facts: AppFacts, lockedAt: string): LockedApp {
    return { ...pickFacts(facts, LOCK_FILE_ORDER), lockedAt };
}

/** The facts of an entry. */
export function toFacts(locked: LockedApp): AppFacts {
    return pickFacts(locked, LOCK_FILE_ORDER);
}
