import type { WaiverUse } from "../contract/evaluation";
import type { Waiver } from "../contract/exceptions";
import { daysUntil } from "./daysUntil";
import { isExpired } from "./waiver";

/**
 * expired: it does not hold any more. unused: it names something that was judged, and covers nothing.
 * expiring: it holds for a few days only. active: none of these.
 */
type WaiverStatus = "expired" | "unused" | "expiring" | "active";

/** A waiver, and how it stands. */
export interface WaiverState {
    waiver: Waiver;
    status: WaiverStatus;
    /** Negative: it has expired. 0: today is its last day. */
    daysLeft: number;
    /** How many findings it covers. Absent: nothing was judged. */
    covered?: number;
}

/**
 * How waivers stand, in the order of the rules file.
 * @param today YYYY-MM-DD
 * @param soon days before its last one from which on a waiver expires soon
 * @param uses what became of the waivers. Absent: nothing was judged
 */
export function waiverStates(
    waivers: readonly Waiver[],
    today: string,
    soon: number,
    uses?: readonly WaiverUse[],
): WaiverState[] {
    const useOf = new Map(uses?.map((use) => [use.waiver, use]));
    return waivers.map((waiver) => {
        const use = useOf.get(waiver);
        const daysLeft = daysUntil(waiver.expires, today);
        const isUnused = use?.isMatched === true && use.covered === 0;
        const status = isExpired(waiver, today)
            ? "expired"
            : isUnused
              ? "unused"
              : daysLeft <= soon
                ? "expiring"
                : "active";
        return { waiver, status, daysLeft, ...(use && { covered: use.covered }) };
    });
}
