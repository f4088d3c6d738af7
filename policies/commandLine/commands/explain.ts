import { join } from "node:path";
import { DocumentError, ErrorPages, print, unknownName } from "bytenite-core/documents";
import { explainRule } from "../../reports/explainRule";
import { wrap } from "../../reports/wrap";
import { rules } from "../../rules";
import type { Rule } from "../../contract/rule";
import type { AddCommand } from "../command";
import type { Session } from "../session";
import { addExamples } from "../examples";
import { proseWidth } from "../terminal";

/** The build puts them there. */
const errorPages = new ErrorPages(join(__dirname, "../../errors"));

export const addCommand: AddCommand = (program, session) => {
    const command = program
        .command("explain")
        .description(
            "Explains a rule, or the code of an error: what it means, and what to do. Needs no network.",
        )
        .argument("<rule|code>", "the name of a rule, or the code of an error")
        .action((name: string) => print(explain(name, knownRules(session), proseWidth())));
    addExamples(command, [
        ["bytenite-policies explain gpu-allowed", "why, its settings, and an example"],
        ["bytenite-policies explain LOCK_MISMATCH", "an error's code"],
    ]);
};

/** The built-in rules, and the organisation's own where its rules file can be used. */
function knownRules(session: Session): readonly Rule[] {
    try {
        return session.readRulesFile()?.rules ?? rules;
    } catch (error) {
        // What it says of the rules that are built in holds all the same.
        if (error instanceof DocumentError) return rules;
        throw error;
    }
}

/** @throws DocumentError for a name that nothing has */
function explain(name: string, rules: readonly Rule[], width: number): string {
    const rule = rules.find((each) => each.name === name);
    if (rule) return explainRule(rule, width);
    const page = errorPages.read(name, (text) => wrap(text, width).join("\n"));
    if (page !== undefined) return page;
    throw unknownName(
        name,
        "neither a rule nor the code of an error",
        [...rules.map((each) => each.name), ...errorPages.codes],
        "`bytenite-policies rules` lists the rules",
    );
}
