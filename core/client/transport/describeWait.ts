const SECOND = 1000;
const MINUTE = 60 * SECOND;
const UNITS = [
    { name: "day", milliseconds: 24 * 60 * MINUTE },
    { name: "hour", milliseconds: 60 * MINUTE },
    { name: "minute", milliseconds: MINUTE },
    { name: "second", milliseconds: SECOND },
];
/** Less than two of a unit are told in a smaller one: "in 90 minutes". */
const FEWEST = 2;

/**
 * When to try again, for a person: `in 90 minutes (2026-03-01 17:30 UTC)`.
 * @param wait milliseconds from now
 * @param now milliseconds since 1970
 */
export function describeWait(wait: number, now: number): string {
    const unit =
        UNITS.find(({ milliseconds }) => wait > FEWEST * milliseconds) ?? UNITS[UNITS.length - 1];
    const { name = "", milliseconds = SECOND } = unit ?? {};
    const count = Math.max(1, Math.ceil(wait / milliseconds));
    const minute = Math.ceil((now + wait) / MINUTE) * MINUTE;
    const at = new Date(minute).toISOString().slice(0, "2026-03-01T17:30".length);
    return `in ${count} ${name}${count === 1 ? "" : "s"} (${at.replace("T", " ")} UTC)`;
}
