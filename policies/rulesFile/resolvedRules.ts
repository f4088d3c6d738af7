import { observedGpuVocabulary, type GpuVocabulary } from "bytenite-core/model";
import type { Waiver, BaselineEntry } from "../contract/exceptions";
import type { Rule } from "../contract/rule";
import type { SettingOrigin, EnforcementLevel } from "../contract/settings";
import { rules } from "../rules";

/** What an organisation sets for one rule. */
export interface RuleConfiguration {
    /** Absent: advisory. */
    enforcementLevel?: EnforcementLevel;
    /** Where the level was set. Absent: it is the default. */
    levelOrigin?: SettingOrigin;
    settings: Readonly<Record<string, unknown>>;
    /** Where each setting was set, by its name. */
    origins: Readonly<Record<string, SettingOrigin>>;
}

/** The rules file that holds for a stack. */
export interface RulesSource {
    /** The file, as it is shown. */
    file: string;
    /** Its environments that cover the stack, in their order. */
    environments: readonly string[];
}

/** The organisation's rules, as they hold for one stack. */
export interface ResolvedRules {
    /** Every rule that there is, ordered by name: this package's, and the organisation's own. */
    rules: readonly Rule[];
    /** Where they come from. Absent: there is no rules file. */
    source?: RulesSource;
    /** The rules file gives no rule a level or a setting, for whatever stack. Absent: it does, or there is none. */
    setsNothing?: true;
    /** By the name of the rule. */
    configuration: Readonly<Record<string, RuleConfiguration>>;
    waivers: readonly Waiver[];
    baseline: readonly BaselineEntry[];
    gpus: GpuVocabulary;
}

/** The rules of an organisation that has no rules file. */
export const NO_RULES_FILE: ResolvedRules = {
    rules,
    configuration: {},
    waivers: [],
    baseline: [],
    gpus: observedGpuVocabulary,
};
