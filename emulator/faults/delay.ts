import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { LONGEST_WAIT } from "../checkOptions";
import type { Fault } from "./fault";

const DISTINCT_FRACTIONS = 2 ** 32;

/** The emulator's own delay before answers, in milliseconds, and the seed of its random part. */
export interface DelaySettings {
    latency: number;
    jitter: number;
    seed: number;
}

/**
 * Milliseconds before the answer to the request with this sequence number: the latency, and a random
 * part from 0 to the jitter. The same seed and number give the same part, in whatever order requests
 * are answered.
 */
export function delayOf(
    fault: Pick<Fault, "latency" | "jitter"> | undefined,
    settings: DelaySettings,
    sequence: number,
): number {
    const { latency = settings.latency, jitter = settings.jitter } = fault ?? {};
    const random = Math.floor(fractionOf(settings.seed, sequence) * (jitter + 1));
    // Beyond it a timer wouldn't wait at all.
    return Math.min(latency + random, LONGEST_WAIT);
}

/** Waits. Resolves early, to false, if the signal comes. */
export async function passes(milliseconds: number, end: AbortSignal): Promise<boolean> {
    if (milliseconds <= 0) return true;
    return wait(milliseconds, true, { signal: end }).catch(() => false);
}

function fractionOf(seed: number, sequence: number): number {
    const digest = createHash("sha256").update(`${seed}/${sequence}`).digest();
    return digest.readUInt32BE() / DISTINCT_FRACTIONS;
}
