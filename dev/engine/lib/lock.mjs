import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import { hostname } from "node:os";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";

const HEARTBEAT = 2_000;
const DEAD = 30_000;
const POLL = 250;
// What a killed owner has started ends with it, but not in the same instant.
const LAST_WORDS = 1_000;

/**
 * Lets one set-up at a time change the project's folder. A lock whose owner was killed is taken over:
 * at once when it ran on this machine, otherwise when its heartbeat has stopped (another container,
 * or a process number that was given away again).
 * @param {string} file
 * @param {(owner: number) => void} onWait told once that another process has the lock
 * @returns {Promise<() => void>} to release it
 */
export async function lock(file, onWait) {
    const owner = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
    let told = false;
    while (!create(file, owner)) {
        const other = read(file);
        if (other === undefined) {
            continue;
        }
        if (isDead(file, other)) {
            await sleep(LAST_WORDS);
            takeAway(file, other);
            continue;
        }
        if (!told) {
            onWait(JSON.parse(other).pid);
            told = true;
        }
        await sleep(POLL);
    }
    const isMine = () => read(file) === owner;
    const heartbeat = setInterval(() => isMine() && touch(file), HEARTBEAT);
    return () => {
        clearInterval(heartbeat);
        if (isMine()) {
            fs.rmSync(file, { force: true });
        }
    };
}

function create(file, owner) {
    // Written first and linked then, so that nobody reads a lock without an owner.
    const draft = `${file}.${randomUUID()}`;
    fs.writeFileSync(draft, owner);
    try {
        fs.linkSync(draft, file);
        return true;
    } catch (error) {
        if (error.code !== "EEXIST") {
            throw error;
        }
        return false;
    } finally {
        fs.rmSync(draft);
    }
}

function touch(file) {
    const now = new Date();
    fs.utimesSync(file, now, now);
}

function read(file) {
    try {
        return fs.readFileSync(file, "utf8");
    } catch {
        return undefined;
    }
}

function isDead(file, owner) {
    const { pid, host } = JSON.parse(owner);
    if (host === hostname() && !isRunning(pid)) {
        return true;
    }
    const seen = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    return Date.now() - seen > DEAD;
}

function isRunning(pid) {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return error.code === "EPERM";
    }
}

/** Removes a dead owner's lock, and not one that a third process has taken in the meantime. */
function takeAway(file, owner) {
    if (read(file) !== owner) {
        return;
    }
    const away = `${file}.${randomUUID()}`;
    try {
        fs.renameSync(file, away);
    } catch {
        return;
    }
    try {
        if (read(away) !== owner) {
            fs.linkSync(away, file);
        }
    } finally {
        fs.rmSync(away, { force: true });
    }
}
