import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { DocumentError, type Origin } from "bytenite-core/documents";
import { compareTexts, showText } from "bytenite-core/model";
import type { JudgingRule, Rule } from "../contract/rule";
import { describeCause } from "./cause";
import { findFaults } from "./faults";
import { guarded } from "./guard";

/** The key of a rules file that names modules. */
export const RULE_PACKAGES = "rulePackages";

/** What a rules file says of modules, and where it lies. */
export interface NamedModules {
    /** Paths from the rules file's folder that begin with a dot, or names of packages. */
    names: readonly string[];
    /** Whole path of the rules file. */
    rulesFile: string;
    origin: Origin;
    /** The folder from which paths in messages begin. */
    shownFrom: string;
}

/**
 * The given rules and those of the modules that a rules file names, ordered by name. Runs the modules' code.
 * @throws DocumentError with every problem: file, line, module, rule, what is wrong and where in the module
 */
export function withOwnRules(builtIn: readonly Rule[], modules: NamedModules): readonly Rule[] {
    const { names, rulesFile, origin, shownFrom } = modules;
    const load = createRequire(join(dirname(rulesFile), "bytenite.rules.js"));
    const problems: string[] = [];
    const sources = new Map(builtIn.map(({ name }) => [name, "this package"]));
    const own: JudgingRule[] = [];
    for (const [index, module] of names.entries()) {
        const code = { module, shownFrom };
        const place = origin.locate([RULE_PACKAGES, index]);
        const refuse = (what: string): void =>
            void problems.push(
                `${place}: ${RULE_PACKAGES}[${index}] is ${showText(module)}, ${what}`,
            );
        let exported: readonly unknown[];
        try {
            exported = exportedRules(load(module));
        } catch (error) {
            refuse(`which can't be loaded: ${describeCause(error, code)}${advise(module, error)}`);
            continue;
        }
        if (exported.length === 0) {
            refuse("which exports no rule: export a list `rules`, or one `rule`");
        }
        for (const [number, rule] of exported.entries()) {
            const { name } = Object(rule) as { name?: unknown };
            const called = typeof name === "string" ? showText(name) : `number ${number + 1}`;
            const faults = findFaults(rule, code);
            for (const fault of faults) refuse(`whose rule ${called} ${fault}`);
            if (faults.length > 0) continue;
            const sound = rule as JudgingRule;
            const other = sources.get(sound.name);
            if (other !== undefined) {
                refuse(`whose rule ${called} has the name of a rule of ${other}`);
                continue;
            }
            sources.set(sound.name, showText(module));
            own.push(guarded(sound, { ...code, place }));
        }
    }
    if (problems.length > 0) throw new DocumentError(problems);
    return [...builtIn, ...own].sort((a, b) => compareTexts(a.name, b.name));
}

/** `rules`, `rule`, or both, also of a default export. */
function exportedRules(module: unknown): readonly unknown[] {
    const own = Object(module) as { rules?: unknown; rule?: unknown; default?: unknown };
    const isDefault = own.rules === undefined && own.rule === undefined;
    const { rules = [], rule } = (isDefault ? Object(own.default) : own) as typeof own;
    if (!Array.isArray(rules)) throw new TypeError("`rules` is no list");
    return [...(rules as unknown[]), ...(rule === undefined ? [] : [rule])];
}

/** What may be meant, where a module can't be loaded. */
function advise(module: string, error: unknown): string {
    const { code } = Object(error) as NodeJS.ErrnoException;
    if (code === "MODULE_NOT_FOUND" && !/^[./]/.test(module)) {
        return `. A name without "./" is a package: install it beside the rules file, or write ${showText(`./${module}`)} for a path`;
    }
    // Without types being stripped, Node reads TypeScript as JavaScript.
    if (/\.[cm]?ts$/.test(module) && !process.features.typescript) {
        return (
            ". Node reads TypeScript from 22.18 on, and this is " +
            process.version +
            ": compile the module, or use a newer Node"
        );
    }
    return "";
}
