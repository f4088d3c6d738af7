export const MODES = ["off", "update", "frozen", "offline"] as const;

/**
 * What is done with the lock file. off: nothing. update: what is looked up goes into it. frozen: what
 * is looked up must be what it has. offline: it is asked in place of ByteNite.
 */
export type LockMode = (typeof MODES)[number];

/** How the lock file is used. */
export interface LockSettings {
    /** What is done with the lock file. @default "off" */
    lock?: LockMode;
    /** Path of the lock file, from the folder of the program. @default "bytenite.lock.json" */
    lockFile?: string;
}
