import { isDeepStrictEqual } from "node:util";
import { DocumentError } from "bytenite-core/documents";
import { SettingError } from "../../contract/settingError";
import type { Rule } from "../../contract/rule";
import { checkRulesFile } from "../../rulesFile/load";
import { resolveRules, type LoadedRulesFile } from "../../rulesFile/resolve";
import { differencesOf } from "../expected";
import { TestedRules, type ReadCase } from "../testedRules";
import { mutantsOf, type Mutant } from "./mutants";

/** What became of the mutants of a rules file. */
export interface MutationResult {
    noticed: number;
    /** Those that no case notices, in the order of the lines. */
    survivors: readonly Pick<Mutant, "change" | "line">[];
}

/**
 * Changes a rules file in one thing at a time, and looks whether a case notices. What the schema refuses, and a
 * level without which every rule has the same level, is no mutant.
 *
 * @param cases cases that pass
 * @param told how far it is, before each mutant
 */
export function mutate(
    file: LoadedRulesFile,
    cases: readonly ReadCase[],
    told: (done: number, all: number) => void = () => undefined,
): MutationResult {
    const levels = levelsOf(file);
    const mutants = mutantsOf(file.definition, file.origin).filter((mutant) => {
        if (!isAllowed(mutant, file.rules)) return false;
        return (
            mutant.kind !== "level" || !isDeepStrictEqual(levelsOf(changed(file, mutant)), levels)
        );
    });
    const original = new TestedRules(file);
    const survivors = mutants.filter((mutant, index) => {
        told(index, mutants.length);
        const tested = new TestedRules(changed(file, mutant), original);
        return !cases.some((each) => notices(tested, each));
    });
    return { noticed: mutants.length - survivors.length, survivors };
}

function changed(file: LoadedRulesFile, { definition, origin }: Mutant): LoadedRulesFile {
    return { ...file, definition, origin };
}

function isAllowed({ definition, origin }: Mutant, rules: readonly Rule[]): boolean {
    try {
        checkRulesFile(definition, origin, rules);
        return true;
    } catch (error) {
        if (error instanceof DocumentError) return false;
        throw error;
    }
}

/** An error ends the run, which nobody overlooks. */
function notices(tested: TestedRules, each: ReadCase): boolean {
    try {
        return differencesOf(each.finds, tested.judge(each).found).length > 0;
    } catch (error) {
        if (error instanceof DocumentError || error instanceof SettingError) return true;
        throw error;
    }
}

/** The level of each rule where no environment holds, and in each environment by itself. */
function levelsOf(file: LoadedRulesFile): unknown {
    const { environments = {} } = file.definition;
    return [undefined, ...Object.entries(environments)].map((chosen) => {
        const only = chosen ? { [chosen[0]]: { ...chosen[1], stacks: ["*"] } } : {};
        const definition = { ...file.definition, environments: only };
        const stack = { organization: "any", project: "any", stack: "any" };
        const { configuration } = resolveRules({ ...file, definition }, stack);
        return file.rules.map(({ name }) => configuration[name]?.enforcementLevel ?? "advisory");
    });
}
