import { showFile, showMany, showText } from "../../model";
import { ByteNiteError } from "../errors";
import type { Guide, Told } from "../guide";

/** The name of the lock file, in the folder of the program. */
export const DEFAULT_LOCK_FILE = "bytenite.lock.json";

/** The app that a tag names is not the one that the lock file has for it. */
export class LockMismatchError extends ByteNiteError {
    override readonly name = "LockMismatchError";
    constructor(
        tag: string,
        /** What changed, field by field, from what is locked to what ByteNite has. */
        readonly changes: readonly string[],
        file: string,
    ) {
        super(
            "LOCK_MISMATCH",
            ({ howToLock }) =>
                `The app ${showText(tag)} is not what ${showFile(file)} has: ${changes.join(", ")}. ` +
                `Push the app again as it was, or accept the change: ${howToLock(tag, file)}`,
        );
    }
}

/** The lock file has nothing for a tag. */
export class LockMissingError extends ByteNiteError {
    override readonly name = "LockMissingError";
    constructor(tag: string, file: string) {
        super(
            "LOCK_MISSING",
            ({ howToLock }) =>
                `The tag ${showText(tag)} is not in ${showFile(file)}. Add it: ${howToLock(tag, file)}`,
        );
    }
}

/** A selection has other members than are locked. */
export class SelectionNotLockedError extends ByteNiteError {
    override readonly name = "SelectionNotLockedError";
    constructor(members: { entered: readonly string[]; left: readonly string[] }, file: string) {
        const tell = (tags: readonly string[], what: string) =>
            tags.length === 0 ? [] : [`${what} ${showMany(tags)}`];
        const differences = [
            ...tell(members.entered, "not locked yet:"),
            ...tell(members.left, "locked, but no longer selected:"),
        ];
        super(
            "LOCK_MISMATCH",
            ({ howToLockAll }) =>
                `The selection is not what ${showFile(file)} has (${differences.join("; ")}). ` +
                `Accept the change: ${howToLockAll}`,
        );
    }
}

/** The credentials of a container registry were asked for, which no lock file has. */
export class RegistryCredentialsNotLockedError extends ByteNiteError {
    override readonly name = "RegistryCredentialsNotLockedError";
    constructor(tag: string, file: string) {
        super(
            "LOCK_OFFLINE",
            (guide) =>
                `The registry credentials of ${showText(tag)} are not in ${showFile(file)}, which never has any. ${askByteNite(guide)}`,
        );
    }
}

/** It was asked which apps there are, which no lock file knows. */
export class ListNotLockedError extends ByteNiteError {
    override readonly name = "ListNotLockedError";
    constructor(file: string) {
        super(
            "LOCK_OFFLINE",
            (guide) =>
                `Which apps there are is not in ${showFile(file)}, which has the locked ones only. ${askByteNite(guide)}`,
        );
    }
}

/** The lock file can't be read or written, or is none. */
export class LockInvalidError extends ByteNiteError {
    override readonly name = "LockInvalidError";
    constructor(told: Told) {
        super("LOCK_INVALID", told);
    }
}

function askByteNite({ nameOf }: Guide): string {
    return `Only ByteNite can be asked for them: set ${nameOf("lock")} to frozen in place of offline.`;
}
