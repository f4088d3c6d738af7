import type { GpuDefinition } from "bytenite-core/model";
import type { EnforcementLevel } from "../contract/settings";

/** A rule in a rules file: its level, or its level and its settings. */
type RuleEntry =
    EnforcementLevel | ({ enforcementLevel?: EnforcementLevel } & Record<string, unknown>);

/** What a rules file sets for some stacks, or for all. */
export interface RulesBlock {
    defaults?: { enforcementLevel?: EnforcementLevel; onUnknown?: string; apps?: string[] };
    rules?: { all?: EnforcementLevel } & Record<string, RuleEntry | undefined>;
}

/** A waiver, as it is written. */
export interface WaiverDefinition {
    rule: string;
    app?: string;
    stacks?: string[];
    reason: string;
    owner: string;
    expires: string;
    hash?: string;
    requirements?: string;
}

/** The content of a rules file. rulesFileSchema checks it. */
export interface RulesFileDefinition extends RulesBlock {
    environments?: Record<string, RulesBlock & { stacks: string[] }>;
    waivers?: WaiverDefinition[];
    catalogue?: {
        gpus?: {
            observed?: boolean;
            models?: GpuDefinition[];
        };
        prices?: {
            currency?: string;
            cpuHour?: number;
            memoryGbHour?: number;
            gpuHours?: Record<string, number>;
        };
    };
    baseline?: string;
    lock?: string;
    rulePackages?: string[];
}
