import { spread } from "../measure/statistics";
import type { Measurements } from "../measurements";
import { show, showSpread } from "./numbers";
import { table } from "./table";

const BYTES_PER_MB = 1024 * 1024;

/** What reports cost besides judging: Markdown. */
export function reportsSection({ reports }: Measurements): string[] {
    const memories = reports
        .map(({ apps, peakMemory }) => `${show(peakMemory)} MB for ${apps} apps`)
        .join(", ");
    return [
        "## The reports by themselves",
        `Each format of what all rules find in a snapshot of apps, rendered in turn in one process, without judging. The memory is that of a process that reads the snapshot, judges and renders one format; one that renders all has ${memories}.`,
        table(
            ["apps", "findings", "format", "MB", "ms", "memory, MB"],
            reports.flatMap(({ apps, findings, formats }) =>
                formats.map(({ format, bytes, renderMs, peakMemory }) => [
                    String(apps),
                    String(findings),
                    format,
                    show(bytes / BYTES_PER_MB),
                    showSpread(spread(renderMs)),
                    show(peakMemory),
                ]),
            ),
        ),
    ];
}
