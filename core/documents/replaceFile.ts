import { randomUUID } from "node:crypto";
import { existsSync, linkSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { readTextFile, type TextFileOptions } from "./textFile";
import { explained, followLinks, putInPlace, toFileWriteError } from "./writeFile";

// What is done alone takes milliseconds: whoever is at it for longer was ended.
const ABANDONED_AFTER_MS = 10_000;
const LONGEST_WAIT_MS = 60_000;
const LONGEST_PAUSE_MS = 50;
const TOKEN = /^[0-9a-f-]{36}$/;

/**
 * Changes a text file as a whole, beside other processes that do the same: none loses what another one
 * wrote. The file `<path>.new` keeps the others waiting meanwhile.
 *
 * @param change the new text for the current one (`undefined`: no file yet). `undefined`: leave it
 * @throws FileWriteError (with the code EBUSY if others kept the file for a minute), and DocumentError for a
 * current text that can't be read
 */
export async function replaceFile(
    path: string,
    change: (before: string | undefined) => string | undefined,
    options: TextFileOptions = {},
): Promise<void> {
    const shownAs = options.shownAs ?? path;
    const file = explained(shownAs, () => followLinks(path));
    const read = () => (existsSync(file) ? readTextFile(file, { ...options, shownAs }) : undefined);
    // Where nothing changes nothing is written, not even in a folder that can't be written to.
    if (change(read()) === undefined) return;
    for (;;) {
        const claim = new Claim(file);
        await claim.get().catch((error: unknown) => {
            throw toFileWriteError(error, shownAs);
        });
        // No await from here on, so that nothing but a kill can leave the claim behind.
        try {
            const text = change(read());
            if (text === undefined) return;
            // Whoever was asleep for long has lost it, and what was read may be old.
            if (!claim.isMine) continue;
            explained(shownAs, () => putInPlace(file, text, claim.draft));
            return;
        } finally {
            claim.release();
        }
    }
}

/** The right to change a file, which one process at a time has. */
class Claim {
    private readonly token = randomUUID();
    private readonly path: string;

    constructor(private readonly file: string) {
        this.path = `${file}.new`;
    }

    /** Where the text goes until it is complete: another one for each claim, since an owner may wake up late. */
    get draft(): string {
        return `${this.file}.${this.token}`;
    }

    get isMine(): boolean {
        return readToken(this.path) === this.token;
    }

    async get(): Promise<void> {
        const until = performance.now() + LONGEST_WAIT_MS;
        let seen: { token: string | undefined; since: number } | undefined;
        while (!this.create()) {
            const now = performance.now();
            if (now > until) throw Object.assign(new Error(), { code: "EBUSY", syscall: "open" });
            const token = readToken(this.path);
            if (seen?.token !== token) seen = { token, since: now };
            // The file's time may be another machine's, and in the future.
            const isAbandoned =
                now - (seen?.since ?? now) > ABANDONED_AFTER_MS ||
                ageOf(this.path) > ABANDONED_AFTER_MS;
            if (isAbandoned) takeAway(this.file, this.path, token);
            else await setTimeout(Math.random() * LONGEST_PAUSE_MS);
        }
    }

    release(): void {
        if (this.isMine) rmSync(this.path, { force: true });
    }

    private create(): boolean {
        try {
            writeFileSync(this.path, this.token, { flag: "wx" });
            return true;
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
            throw error;
        }
    }
}

/** Removes an abandoned claim, and not one that another process has made in the meantime. */
function takeAway(file: string, path: string, token: string | undefined): void {
    const away = `${file}.${randomUUID()}`;
    try {
        renameSync(path, away);
    } catch {
        // Another one was faster.
        return;
    }
    if (readToken(away) === token) {
        if (token !== undefined && TOKEN.test(token)) rmSync(`${file}.${token}`, { force: true });
    } else {
        giveBack(away, path);
    }
    rmSync(away, { force: true });
}

function giveBack(away: string, path: string): void {
    try {
        linkSync(away, path);
    } catch {
        // A third one has it already: the owner will see that.
    }
}

/** `undefined`: there is none, as in a file that nobody here wrote. */
function readToken(path: string): string | undefined {
    try {
        return readTextFile(path);
    } catch {
        return undefined;
    }
}

/** Milliseconds. */
function ageOf(path: string): number {
    const claimed = statSync(path, { throwIfNoEntry: false });
    return claimed ? Date.now() - claimed.mtimeMs : 0;
}
