import { setTimeout } from "node:timers/promises";
import { showText, showValue, type AppFacts } from "../model";
import type { AppReader } from "./client";
import { FixedStatusError, InvalidArgumentError, StatusMismatchError } from "./errors";

/** The status that an app must have. */
export interface StatusRequirement {
    /** For example "active". Absent: any. */
    requireStatus?: string;
    /** Seconds to wait for it at most. Absent: none. */
    waitFor?: number;
}

/** How waiting passes the time, for tests. */
export interface Clock {
    /** Milliseconds. */
    now: () => number;
    sleep: (milliseconds: number) => Promise<unknown>;
    /** Tells a person that it goes on. */
    tell: (message: string) => void;
}

const MS_PER_SECOND = 1000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 15_000;
const LONGEST_WAIT_SECONDS = 3600;

/** A clock that passes real time. @param tell tells a person that it goes on */
export function realClock(tell: Clock["tell"]): Clock {
    return { now: Date.now, sleep: (milliseconds) => setTimeout(milliseconds), tell };
}

/**
 * The app, once it has the status that is required.
 * @throws ByteNiteError, with code STATUS_MISMATCH where it does not get it in time
 */
export async function getAppWithStatus(
    apps: AppReader,
    tag: string,
    { requireStatus, waitFor = 0 }: StatusRequirement,
    clock: Clock,
): Promise<AppFacts> {
    if (!Number.isFinite(waitFor) || waitFor < 0 || waitFor > LONGEST_WAIT_SECONDS) {
        throw new InvalidArgumentError(
            `waitFor must be a number of seconds from 0 to ${LONGEST_WAIT_SECONDS}, but is ${showValue(waitFor)}.`,
        );
    }
    if (waitFor > 0 && requireStatus === undefined) {
        throw new InvalidArgumentError(
            "waitFor needs requireStatus: without it there is no status to wait for. Give requireStatus too, or take waitFor out.",
        );
    }
    const start = clock.now();
    const end = start + waitFor * MS_PER_SECOND;
    let pause = FIRST_PAUSE_MS;
    let facts = await apps.getApp(tag);
    while (requireStatus !== undefined && facts.status !== requireStatus) {
        const { status } = facts;
        if (apps.standIn !== undefined) {
            throw new FixedStatusError(tag, status, requireStatus, apps.standIn);
        }
        const left = end - clock.now();
        if (left <= 0) throw new StatusMismatchError(tag, status, requireStatus, waitFor);
        const waited = Math.round((clock.now() - start) / MS_PER_SECOND);
        clock.tell(
            `Waiting for the app ${showText(tag)} to become ${showText(requireStatus)}: it is ${showText(status)} (${waited} of ${waitFor} s).`,
        );
        await clock.sleep(Math.min(pause, left));
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
        facts = await apps.getApp(tag, true);
    }
    return facts;
}
