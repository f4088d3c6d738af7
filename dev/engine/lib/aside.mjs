import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Makes a folder that is either there and whole, or not there: it is filled under another name, and
 * renamed in the end. Call it under the lock.
 * @param {string} cache the project's cache folder, on the same file system
 * @param {string} folder the folder to make; one that is there already is replaced
 * @param {(aside: string) => Promise<void>} fill throws if it cannot
 */
export async function makeAside(cache, folder, fill) {
    const aside = join(temporary(cache), randomUUID());
    [aside, dirname(folder)].forEach((path) => mkdirSync(path, { recursive: true }));
    try {
        await fill(aside);
        rmSync(folder, { recursive: true, force: true });
        renameSync(aside, folder);
    } finally {
        rmSync(aside, { recursive: true, force: true });
    }
}

/**
 * Removes what interrupted runs left, as far as nothing writes to it any more. Call it under the lock.
 * @param {string} cache
 */
export function removeLeftovers(cache) {
    try {
        rmSync(temporary(cache), { recursive: true, force: true });
    } catch {
        // It is in nobody's way: the next run tries again.
    }
}

function temporary(cache) {
    return join(cache, "tmp");
}
