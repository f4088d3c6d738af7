import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { upwards } from "../../documents/upwards";
import { showText } from "../../model";
import { InvalidSettingError } from "../errors";
import { MODES, type LockMode } from "../settings/lockMode";
import type { SettingName } from "../settings/settings";
import { find, type Source } from "../settings/sources";
import { DEFAULT_LOCK_FILE } from "./errors";

/** Where the lock file is. */
export interface LockFile {
    /** Absolute. */
    path: string;
    /** How commands name it, and messages through `showFile`. */
    shownAs: string;
}

/** Settings of the lock file that are complete. */
export interface ResolvedLock extends LockFile {
    mode: LockMode;
}

/**
 * Finds both settings in the first source that has them.
 *
 * @param projectFiles as for `lockFileAt`
 * @throws InvalidSettingError
 */
export function resolveLock(
    sources: readonly Source[],
    projectFiles: readonly string[] = [],
): ResolvedLock {
    const mode = findText(sources, "lock");
    if (mode && !isMode(mode.value)) {
        throw new InvalidSettingError(
            `${mode.label} must be one of ${MODES.join(", ")}, but is ${showText(mode.value)}.`,
        );
    }
    return {
        mode: (mode?.value as LockMode | undefined) ?? "off",
        ...findLockFile(sources, projectFiles),
    };
}

/** Where the lock file is, whatever is done with it. @param projectFiles as for `lockFileAt` */
export function findLockFile(
    sources: readonly Source[],
    projectFiles: readonly string[] = [],
): LockFile {
    return lockFileAt(findText(sources, "lockFile")?.value ?? DEFAULT_LOCK_FILE, projectFiles);
}

/**
 * A lock file by its path from the current folder.
 *
 * @param projectFiles names of files, any of which makes a folder the one where the user's shell is. In a folder below
 * one, where a program may run, the lock file is shown by its whole path
 */
export function lockFileAt(file: string, projectFiles: readonly string[] = []): LockFile {
    const path = resolve(file);
    const folder = process.cwd();
    const isProject = (each: string) => projectFiles.some((name) => existsSync(join(each, name)));
    const isBelowProject = !isProject(folder) && upwards(folder).some(isProject);
    return { path, shownAs: isBelowProject ? path : relative(folder, path) || path };
}

function findText(
    sources: readonly Source[],
    setting: SettingName,
): { value: string; label: string } | undefined {
    const found = find(sources, setting);
    return found && { value: String(found.value).trim(), label: found.label };
}

function isMode(text: string): text is LockMode {
    return (MODES as readonly string[]).includes(text);
}
