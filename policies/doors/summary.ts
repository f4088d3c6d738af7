import type { ResolvedRules } from "../rulesFile/resolvedRules";
import type { Rule } from "../rules/rule";

/** What was judged, and by what. */
export interface Run {
    /** The rules file, as it is shown. Absent: there is none. */
    file?: string;
    /** The environments of the rules file that cover the stack. */
    environments?: readonly string[];
    /** project/stack. Absent: it is not known. */
    stack?: string;
    /** The day that BYTENITE_TODAY sets, YYYY-MM-DD. Absent: it is the real one. */
    day?: string;
    /** How many apps were judged. */
    apps: number;
    /** How many rules about apps and stacks ran. */
    rules: number;
    /** How many of them are mandatory. */
    mandatory: number;
}

/**
 * One sentence that says what was judged, and by what: "The stack shop/prod was judged by bytenite.rules.yaml
 * (environment production): 4 apps, 12 rules, 3 of them mandatory."
 */
export function describeRun({ file, environments = [], stack, day, ...counts }: Run): string {
    const { apps, rules, mandatory } = counts;
    const subject = stack === undefined ? "A stack whose name is not known" : `The stack ${stack}`;
    const source =
        file === undefined ? "without a rules file" : `by ${file} (${describe(environments)})`;
    const when = day === undefined ? "" : `, as of ${day}, which BYTENITE_TODAY says`;
    const levels = rules === 0 ? "" : `, ${mandatory || "none"} of them mandatory`;
    return `${subject} was judged ${source}${when}: ${count(apps, "app")}, ${count(rules, "rule")}${levels}.`;
}

/** How many rules about apps and stacks run, by an organisation's levels, and how many are mandatory. */
export function countRules(
    rules: readonly Rule[],
    { configuration }: ResolvedRules,
): Pick<Run, "rules" | "mandatory"> {
    const levels = rules
        .filter(({ scope }) => scope !== "exceptions")
        .map(({ name }) => configuration[name]?.enforcementLevel ?? "advisory");
    return {
        rules: levels.filter((level) => level !== "disabled").length,
        mandatory: levels.filter((level) => level === "mandatory").length,
    };
}

function describe(environments: readonly string[]): string {
    if (environments.length === 0) return "no environment";
    return `environment${environments.length > 1 ? "s" : ""} ${environments.join(", ")}`;
}

function count(number: number, noun: string): string {
    return `${number || "no"} ${noun}${number === 1 ? "" : "s"}`;
}
