import { median, spread } from "../measure/statistics";
import type { ImportMeasurement, Measurements } from "../measurements";
import { show, showSpread } from "./numbers";
import { table } from "./table";

const SHOWN_PACKAGES = 8;

/** What is loaded at the start: Markdown. */
export function startSection({ imports, packStarts }: Measurements): string[] {
    return [
        "## Starting",
        "Milliseconds to load a package in a new Node process, after what Pulumi's SDK loads there. Cold: the files have to come from the disk.",
        table(
            ["process", "package", "modules", "warm", "cold", "what was loaded before", "its ms"],
            imports.map((each) => [
                each.process,
                `\`${each.target}\``,
                String(each.packages.reduce((sum, { modules }) => sum + modules, 0)),
                showSpread(spread(each.warmMs)),
                showSpread(spread(each.coldMs)),
                each.base.map((name) => `\`${name}\``).join(", "),
                show(median(each.baseMs)),
            ]),
        ),
        "Of these milliseconds, by the package whose modules spent them (modules in parentheses):",
        ...imports.map((each) => `- \`${each.target}\`: ${packages(each)}`),
        "Milliseconds from the start of a policy pack's process until it can be called:",
        table(
            ["pack", "ms"],
            packStarts.map(({ contestant, ms }) => [contestant, showSpread(spread(ms))]),
        ),
    ];
}

function packages({ packages }: ImportMeasurement): string {
    return packages
        .slice(0, SHOWN_PACKAGES)
        .map(({ name, modules, ms }) => `${name} ${show(ms)} (${modules})`)
        .join(", ");
}
