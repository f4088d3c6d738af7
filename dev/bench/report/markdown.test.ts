import { measurementsOf } from "../measurements.testSupport";
import { toMarkdown } from "./markdown";
import { show } from "./numbers";

it("shows the figures of a run, beside what they are compared with", () => {
    const lines = toMarkdown(measurementsOf({ slowness: 1.5 })).split("\n");
    const row = (text: string): string =>
        lines.find((line) => line.startsWith("|") && line.includes(text)) ?? "";

    expect(row("up of 400 apps without latency")).toContain("| ✗ |");
    expect(row("bytes of `__provider`")).toContain("| ✓ | bytes of `__provider` | ≤ 300 | 63 |");
    expect(row("up of 1000 apps, each an App")).toContain("| – | up of 1000 apps");
    expect(row("400 | apps, 0 ms")).toBe("| 400 | apps, 0 ms | 15 **1.5×** | 15 **1.5×** |");
    expect(row("`pulumi-bytenite`")).toContain("| 24 (22–24.5) | – |");
    expect(row("| 5000")).toContain("**9×**");
    expect(row("| 5000 | 2250 | json")).toContain("| 410 (");
});

test.each([
    [0.2034, "0.2"],
    [1.2345, "1.23"],
    [54.54, "54.5"],
    [15435.4, "15435"],
    [NaN, "–"],
])("%d is shown as %s", (value, text) => {
    expect(show(value)).toBe(text);
});
