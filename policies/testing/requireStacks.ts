import { DocumentError } from "bytenite-core/documents";
import { showFile } from "bytenite-core/model";
import { distinguishesStacks } from "../rulesFile/namedStacks";
import type { LoadedRulesFile } from "../rulesFile/resolve";
import type { RulesTest } from "./runCases";

/**
 * Refuses cases that don't say their stack where it matters: any stack that was chosen for them would be judged by
 * rules that their author did not think of.
 * @throws DocumentError with each such case
 */
export function requireStacks({ cases }: RulesTest, { definition, origin }: LoadedRulesFile): void {
    if (!distinguishesStacks(definition)) return;
    const problems = cases
        .filter(({ saysStack }) => !saysStack)
        .map(
            ({ place, path }) =>
                `${place}: ${path} has no stack, and ${showFile(origin.file)} has rules or waivers for some stacks only. Write stack: project/stack there, or once at the top of the file for every case that has none`,
        );
    if (problems.length > 0) throw new DocumentError(problems);
}
