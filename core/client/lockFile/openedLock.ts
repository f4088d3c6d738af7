import { parseTag, showFile } from "../../model";
import { InvalidTagError } from "../errors";
import { LockInvalidError, LockMissingError } from "./errors";
import type { LockedApp, LockedApps } from "./lockedApp";
import type { LockFile } from "./lockSettings";
import { readLockFile } from "./readLockFile";

/** A lock file that must be there. It is read once, when it is first needed. */
export class OpenedLock {
    /** How messages name it. */
    readonly file: string;
    private known: LockedApps | undefined;

    constructor(private readonly place: LockFile) {
        this.file = place.shownAs;
    }

    /** All locked apps by tag. @throws LockInvalidError */
    get apps(): LockedApps {
        return (this.known ??= this.read());
    }

    /** What is locked for a tag. @throws InvalidTagError, LockInvalidError, LockMissingError */
    get(tag: string): LockedApp {
        const parsed = parseTag(tag);
        if ("problem" in parsed) throw new InvalidTagError(parsed.problem);
        const locked = this.apps.get(tag);
        if (!locked) throw new LockMissingError(tag, this.file);
        return locked;
    }

    private read(): LockedApps {
        const apps = readLockFile(this.place);
        if (apps) return apps;
        throw new LockInvalidError(
            ({ nameOf, howToLockAll }) =>
                `There is no lock file ${showFile(this.file)}. Restore it from version control, set ${nameOf("lockFile")} to its path, ` +
                `or ${howToLockAll}, which writes it.`,
        );
    }
}
