import { showFile, shellWord, showText } from "../../model";
import { ByteNiteError } from "../errors";

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
            `The app ${showText(tag)} is not what ${showFile(file)} has: ${changes.join(", ")}. ` +
                `Push the app again as it was, or accept the change: ${lockCommand(tag, file)}`,
        );
    }
}

/** The lock file has nothing for a tag. */
export class LockMissingError extends ByteNiteError {
    override readonly name = "LockMissingError";
    constructor(tag: string, file: string) {
        super(
            "LOCK_MISSING",
            `The tag ${showText(tag)} is not in ${showFile(file)}. Add it: ${lockCommand(tag, file)}`,
        );
    }
}

/** The credentials of a container registry were asked for, which no lock file has. */
export class RegistryCredentialsNotLockedError extends ByteNiteError {
    override readonly name = "RegistryCredentialsNotLockedError";
    constructor(tag: string, file: string) {
        super(
            "LOCK_MISSING",
            `The registry credentials of ${showText(tag)} are not in ${showFile(file)}, which never has any. ` +
                "Only ByteNite can be asked for them: set bytenite:lock to frozen in place of offline.",
        );
    }
}

/** It was asked which apps there are, which no lock file knows. */
export class ListNotLockedError extends ByteNiteError {
    override readonly name = "ListNotLockedError";
    constructor(file: string) {
        super(
            "LOCK_MISSING",
            `Which apps there are is not in ${showFile(file)}, which has the locked ones only. ` +
                "Only ByteNite can be asked for them: set bytenite:lock to frozen in place of offline.",
        );
    }
}

/** The lock file can't be read or written, or is none. */
export class LockInvalidError extends ByteNiteError {
    override readonly name = "LockInvalidError";
    constructor(message: string) {
        super("LOCK_INVALID", message);
    }
}

function lockCommand(tag: string, file: string): string {
    const option = file === DEFAULT_LOCK_FILE ? "" : ` --file ${shellWord(withoutDash(file))}`;
    return tag.startsWith("-")
        ? `npx pulumi-bytenite lock${option} -- ${shellWord(tag)}`
        : `npx pulumi-bytenite lock ${shellWord(tag)}${option}`;
}

/** The same path, which no command takes for an option. */
function withoutDash(file: string): string {
    return file.startsWith("-") ? `./${file}` : file;
}
