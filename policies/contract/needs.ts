import { isDeepStrictEqual } from "node:util";
import type { JudgingRule } from "./rule";

/** Whether settings have what a rule judges by. A default has not: a rule that judged by it would need nothing. */
export function hasWhatItNeeds(
    { needs = [], idleWhenEmpty = [], settings: schemas }: JudgingRule,
    settings: Readonly<Record<string, unknown>>,
): boolean {
    const isGiven = (name: string) =>
        settings[name] !== undefined &&
        !isDeepStrictEqual(settings[name], schemas[name]?.default) &&
        !(idleWhenEmpty.includes(name) && isEmpty(settings[name]));
    return needs.length === 0 || needs.some(isGiven);
}

function isEmpty(value: unknown): boolean {
    return Object.keys(Object(value) as object).length === 0;
}

/** "allow or deny": the settings of which a rule needs one. */
export function describeNeeds({ needs = [] }: JudgingRule): string {
    return needs.join(" or ");
}
