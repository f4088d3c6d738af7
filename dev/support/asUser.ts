const NOBODY = 65534;

/**
 * Does something as a user to whom permissions apply, as an administrator could not: tests often run as one. What is
 * loaded meanwhile must be readable by everybody, or loaded before.
 */
export async function asUser<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    if (process.getuid?.() !== 0) return work();
    process.seteuid?.(NOBODY);
    try {
        return await work();
    } finally {
        process.seteuid?.(0);
    }
}

/** For tests about permissions: Windows has others. */
export const itWithPermissions = process.platform === "win32" ? it.skip : it;
