import { isDeepStrictEqual } from "node:util";
import type { JudgingRule } from "./rule";

/** Whether settings have what a rule judges by. A default has not: a rule that judged by it would need nothing. */
export function hasWhatItNeeds(
    { needs = [], settings: schemas }: JudgingRule,
    settings: Readonly<Record<string, unknown>>,
): boolean {
    const isGiven = (name: string) =>
        settings[name] !== undefined && !isDeepStrictEqual(settings[name], schemas[name]?.default);
    return needs.length === 0 || needs.some(isGiven);
}

/** "allow or deny": the settings of which a rule needs one. */
export function describeNeeds({ needs = [] }: JudgingRule): string {
    return needs.join(" or ");
}
