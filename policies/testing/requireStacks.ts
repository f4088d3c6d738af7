import { DocumentError } from "bytenite-core/documents";
import { showFile } from "bytenite-core/model";
import { distinguishesStacks } from "../rulesFile/namedStacks";
import { counted } from "../phrases/counted";
import type { LoadedRulesFile } from "../rulesFile/resolve";
import type { RulesTest } from "./runCases";

/**
 * Refuses cases that don't say their stack where it matters: any stack that was chosen for them would be judged by
 * rules that their author did not think of.
 * @throws DocumentError with the first such case
 */
export function requireStacks({ cases }: RulesTest, { definition, origin }: LoadedRulesFile): void {
    if (!distinguishesStacks(definition)) return;
    const [first, ...others] = cases.filter(({ saysStack }) => !saysStack);
    if (!first) return;
    const who =
        others.length === 0
            ? `${first.path} has`
            : `${first.path} and ${counted(others.length, "other case")} have`;
    throw new DocumentError([
        `${first.place}: ${who} no stack, and ${showFile(origin.file)} has rules or waivers for some stacks only. Write stack: project/stack there, or once at the top of the file for every case that has none`,
    ]);
}
