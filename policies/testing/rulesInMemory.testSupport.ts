import { parseYaml } from "bytenite-core/documents";
import { rules } from "../rules";
import { checkRulesFile } from "../rulesFile/load";
import type { LoadedRulesFile } from "../rulesFile/resolve";
import { parseStackName } from "../rulesFile/stackPattern";
import type { TestApp } from "./appFacts";
import { readCase, type ReadCase } from "./testedRules";

/** A rules file without one on the disk. */
export function load(text: string, others: Partial<LoadedRulesFile> = {}): LoadedRulesFile {
    const { value, origin } = parseYaml(text, "f.yaml", { noun: "the rules file" });
    const definition = checkRulesFile(value, origin, others.rules ?? rules);
    return { rules, definition, origin, baseline: [], ...others };
}

/** A case that expects nothing, on a day of 2026. */
export function aCase(stack: string, ...apps: TestApp[]): ReadCase {
    const identity = parseStackName(stack) ?? { project: "p", stack: "s" };
    return readCase({ stack: identity, apps, finds: [] }, "2026-01-15");
}
