import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { BaselineEntry } from "../contract/exceptions";
import type { TestApp } from "../testing/appFacts";

/** A case of a rule: what cases.yaml in its folder holds a list of. */
export interface RuleCase {
    case: string;
    settings?: Record<string, unknown>;
    /** The content of a rules file, in place of settings. null: there is no file. */
    rulesFile?: Record<string, unknown> | null;
    /** The findings of a baseline that the rules file names as baseline.json. */
    baseline?: BaselineEntry[];
    app?: TestApp;
    apps?: TestApp[];
    finds?: { message: string; fix: string }[];
}

/** The cases of a rule. */
export function readRuleCases(rule: string): RuleCase[] {
    const path = join(__dirname, rule, "cases.yaml");
    return parse(readFileSync(path, "utf8")) as RuleCase[];
}
