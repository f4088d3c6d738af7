import { DocumentSchema } from "bytenite-core/documents";
import { wholeTextMatcher } from "bytenite-core/model";
import type { Rule } from "../contract/rule";
import { rules } from "../rules";
import type { RulesFileDefinition } from "./rulesFile";
import { rulesFileSchema } from "./schema";

const OPTIONS = {
    noun: "the rules file",
    formats: { re2: (text: string) => typeof wholeTextMatcher(text) === "function" },
};
/** Enough for every mutant of a large rules file. */
const MOST_CHECKERS = 100;
const checkers = new Map<string, DocumentSchema<RulesFileDefinition>>();

/**
 * What checks a rules file with this content. It knows the settings of the rules that the content names: to compile
 * those of all rules takes longer than everything else that a command does.
 *
 * @param known the built-in rules, and those of the modules that the file names
 */
export function checkerFor(
    value: unknown,
    known: readonly Rule[],
): DocumentSchema<RulesFileDefinition> {
    const named = rulesNamedIn(value);
    const key = known.map(({ name }) => (named.has(name) ? "1" : "0")).join("");
    const make = () => new DocumentSchema<RulesFileDefinition>(schemaOf(known, named), OPTIONS);
    // Two modules may each have a rule of the same name.
    if (known !== rules) return make();
    const checker = checkers.get(key) ?? make();
    if (checkers.size >= MOST_CHECKERS) checkers.clear();
    checkers.set(key, checker);
    return checker;
}

function schemaOf(known: readonly Rule[], named: ReadonlySet<string>): object {
    return rulesFileSchema(known, ({ name }) => named.has(name));
}

/** The keys of all mappings of rules, whatever else is wrong with the content. */
function rulesNamedIn(value: unknown): ReadonlySet<string> {
    const { rules: always, environments } = mapping(value);
    const ofSome = Object.values(mapping(environments)).map((each) => mapping(each).rules);
    return new Set([always, ...ofSome].flatMap((each) => Object.keys(mapping(each))));
}

function mapping(value: unknown): Record<string, unknown> {
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
