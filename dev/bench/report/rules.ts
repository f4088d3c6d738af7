import { median, ratio, spread } from "../measure/statistics";
import type { Measurements } from "../measurements";
import { show, showSpread } from "./numbers";
import { table } from "./table";

const MS_PER_SECOND = 1000;
const BYTES_PER_MB = 1024 * 1024;

/** The rules without the engine: Markdown. */
export function rulesSection({ rules }: Measurements): string[] {
    return [
        "## The rules by themselves",
        `All rules (${rules[0]?.rules ?? 0}) on a snapshot of apps, beside JSON.parse of the same snapshot. Each size in several processes, in turn, of which each judges equally many apps in all; what counts is the median of each process. The first time: a process that has judged nothing yet, such as a command of the command line.`,
        table(
            [
                "apps",
                "MB",
                "findings",
                "JSON.parse, ms",
                "all rules, ms",
                "ratio",
                "the first time, ms",
                "apps per second",
                "memory, MB",
            ],
            rules.map((each) => {
                const ms = median(each.evaluateMs);
                return [
                    String(each.apps),
                    show(each.snapshotBytes / BYTES_PER_MB),
                    String(each.findings),
                    showSpread(spread(each.parseMs)),
                    showSpread(spread(each.evaluateMs)),
                    `**${show(ratio(each.evaluateMs, each.parseMs).median)}×**`,
                    showSpread(spread(each.firstMs)),
                    show((each.apps / ms) * MS_PER_SECOND),
                    show(each.peakMemory),
                ];
            }),
        ),
    ];
}
