import { describeWait } from "./describeWait";

const NOW = Date.parse("2026-03-01T16:00:30Z");

it.each([
    [1, "in 1 second (2026-03-01 16:01 UTC)"],
    [1000, "in 1 second (2026-03-01 16:01 UTC)"],
    [30_000, "in 30 seconds (2026-03-01 16:01 UTC)"],
    [90_000, "in 90 seconds (2026-03-01 16:02 UTC)"],
    [3_600_000, "in 60 minutes (2026-03-01 17:01 UTC)"],
    [5_400_000, "in 90 minutes (2026-03-01 17:31 UTC)"],
    [4 * 3_600_000, "in 4 hours (2026-03-01 20:01 UTC)"],
    [86_400_000, "in 24 hours (2026-03-02 16:01 UTC)"],
    [7 * 86_400_000, "in 7 days (2026-03-08 16:01 UTC)"],
    [999_999_999_000, "in 11575 days (2057-11-07 17:48 UTC)"],
])("%d ms are told", (wait, text) => {
    expect(describeWait(wait, NOW)).toBe(text);
});
