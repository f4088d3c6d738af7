import { statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";

const NOBODY = 65534;
const ANYBODY_MAY_ENTER = 0o001;

/** Where a test makes files that this user is to find: an administrator's own folder for them may be shut. */
export function sharedTemporaryFolder(): string {
    return process.getuid?.() !== 0 || isOpen(tmpdir()) ? tmpdir() : "/tmp";
}

function isOpen(folder: string): boolean {
    if ((statSync(folder).mode & ANYBODY_MAY_ENTER) === 0) return false;
    return dirname(folder) === folder || isOpen(dirname(folder));
}

/**
 * Does something as a user to whom permissions apply, as an administrator could not: tests often run as one. What is
 * loaded meanwhile must be readable by everybody, or loaded before.
 */
export async function asUser<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    if (process.getuid?.() !== 0) return work();
    const before = process.cwd();
    // The repository may lie where this user can't come back to.
    process.chdir(sharedTemporaryFolder());
    process.seteuid?.(NOBODY);
    try {
        return await work();
    } finally {
        process.seteuid?.(0);
        process.chdir(before);
    }
}

/** For tests about permissions: Windows has others. */
export const itWithPermissions = process.platform === "win32" ? it.skip : it;
