import { compareTexts, showLine } from "bytenite-core/model";
import type { Waiver } from "../../contract/exceptions";
import type { WaiverUse } from "../../contract/evaluation";
import { describeOrigin } from "../../contract/finding";
import { isExpired } from "../../exceptions/waiver";
import { rule as waiverExpiring } from "../../rules/waiver-expiring/rule";
import type { Run } from "../report";
import type { PageWaiver, WaiverState } from "./data";

const MS_PER_DAY = 24 * 60 * 60 * 1000;

/** The waivers and what they are on the day of the run, ordered by the day on which they expire; and each one's index. */
export function waiversOf({ waivers, rules, day }: Run): {
    waivers: PageWaiver[];
    indexOf: ReadonlyMap<Waiver, number>;
} {
    const { settings } = rules.find(({ name }) => name === waiverExpiring.name) ?? {};
    const days = Number(settings?.days ?? waiverExpiring.settings.days?.default);
    const ordered = [...waivers].sort(
        (a, b) =>
            compareTexts(a.waiver.expires, b.waiver.expires) ||
            compareTexts(a.waiver.rule, b.waiver.rule) ||
            compareTexts(a.waiver.app ?? "", b.waiver.app ?? ""),
    );
    return {
        waivers: ordered.map((use) => ({
            rule: showLine(use.waiver.rule),
            app: showLine(use.waiver.app ?? "*"),
            reason: showLine(use.waiver.reason),
            owner: showLine(use.waiver.owner),
            expires: use.waiver.expires,
            place: describeOrigin(use.waiver.origin),
            state: stateOf(use, day, days),
            covered: use.covered,
        })),
        indexOf: new Map(ordered.map(({ waiver }, index) => [waiver, index])),
    };
}

function stateOf(
    { waiver, covered, isMatched }: WaiverUse,
    day: string,
    expiringDays: number,
): WaiverState {
    if (isExpired(waiver, day)) return "expired";
    if (covered === 0) return isMatched ? "unused" : "foreign";
    const left = (Date.parse(waiver.expires) - Date.parse(day)) / MS_PER_DAY;
    return left <= expiringDays ? "expiring" : "active";
}
