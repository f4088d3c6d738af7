import type { SettingName } from "./settings/settings";

/**
 * What advice calls things. A setting is one thing, but a flag, a variable and a key of a configuration are
 * written differently: who uses the client knows which of them its user has.
 */
export interface Guide {
    /** What the user calls a setting, for example `--endpoint`. */
    nameOf: (setting: SettingName) => string;
    /** What the user writes to set it, for example `--timeout 60`. @param value absent: the user has it */
    howToSet: (setting: SettingName, value?: string) => string;
    /** What the user does where a setting is an object, which may stand for a value that is known only later. */
    ifKnownLater: (setting: SettingName) => string;
    /** What the user writes to put what a tag means now into the lock file. @param file as messages name it */
    howToLock: (tag: string, file: string) => string;
    /** The same for every tag that is looked up: the end of "Delete it and …". */
    howToLockAll: string;
    /** What reads and writes the lock file, for example a package. */
    product: string;
    /** How to get a newer one, after a colon. */
    howToUpdate: string;
}

/** A text that is the same for everybody, or one that depends on what the user calls things. */
export type Told = string | ((guide: Guide) => string);

const set = (setting: SettingName, value?: string) =>
    value === undefined ? setting : `${setting}=${value}`;

/** Names settings as the client does. */
export const plainGuide: Guide = {
    nameOf: (setting) => setting,
    howToSet: set,
    ifKnownLater: () => "If it is a promise, await it first.",
    howToLock: () => `look the app up with ${set("lock", "update")}`,
    howToLockAll: `look the apps up with ${set("lock", "update")}`,
    product: "version of this program",
    howToUpdate: "update it",
};

/** The text for a user. */
export function tell(told: Told, guide: Guide): string {
    return typeof told === "string" ? told : told(guide);
}

/** What to ask oneself where the answers are not ByteNite's. */
export function isItByteNite({ nameOf }: Guide): string {
    return `Is ${nameOf("endpoint")} the address of ByteNite's API?`;
}
