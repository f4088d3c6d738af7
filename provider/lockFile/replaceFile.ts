import {
    chmodSync,
    closeSync,
    existsSync,
    openSync,
    readFileSync,
    realpathSync,
    renameSync,
    rmSync,
    statSync,
    writeFileSync,
} from "node:fs";
import { setTimeout } from "node:timers/promises";

// What is done alone takes milliseconds: whoever is at it for longer was ended.
const ABANDONED_AFTER_MS = 10_000;
const LONGEST_WAIT_MS = 60_000;
const LONGEST_PAUSE_MS = 50;

/**
 * Replaces a text file as a whole. The new text is written beside it, to `<path>.new`, and takes its
 * place when it is complete; that file's existence keeps other processes waiting meanwhile.
 *
 * @param change the new text for the current one (`undefined`: no file yet). `undefined`: leave it
 * @throws the system's error, with `code`; EBUSY if others kept the file for a minute
 */
export async function replaceFile(
    path: string,
    change: (before: string | undefined) => string | undefined,
): Promise<void> {
    const file = followLinks(path);
    // Where nothing changes nothing is written, not even in a folder that can't be written to.
    if (change(readText(file)) === undefined) return;
    const next = `${file}.new`;
    await claim(next);
    // No await from here on, so that nothing but a kill can leave the claim behind.
    try {
        const text = change(readText(file));
        if (text === undefined) {
            rmSync(next);
            return;
        }
        writeFileSync(next, text, { flush: true });
        const before = statSync(file, { throwIfNoEntry: false });
        if (before) chmodSync(next, before.mode);
        renameSync(next, file);
    } catch (error) {
        rmSync(next, { force: true });
        throw error;
    }
}

function readText(file: string): string | undefined {
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

async function claim(next: string): Promise<void> {
    const until = Date.now() + LONGEST_WAIT_MS;
    for (;;) {
        try {
            closeSync(openSync(next, "wx"));
            return;
        } catch (error) {
            const isTaken = (error as NodeJS.ErrnoException).code === "EEXIST";
            if (!isTaken) throw error;
            if (Date.now() > until) throw Object.assign(error as Error, { code: "EBUSY" });
        }
        const claimed = statSync(next, { throwIfNoEntry: false });
        if (claimed && Date.now() - claimed.mtimeMs > ABANDONED_AFTER_MS) {
            rmSync(next, { force: true });
        } else {
            await setTimeout(Math.random() * LONGEST_PAUSE_MS);
        }
    }
}

function followLinks(path: string): string {
    try {
        return realpathSync(path);
    } catch {
        return path;
    }
}
