export { glob } from "bytenite-core/model";
export type { AppRecord, DeviceRequirements, PlatformConfig } from "bytenite-core/model";
export { defineAppRule, defineStackRule } from "../contract/rule";
export type {
    AppRule,
    AppRuleDefinition,
    Category,
    RuleContext,
    SettingSchema,
    StackRule,
    StackRuleDefinition,
} from "../contract/rule";
export type { Change, Json, Problem, Severity, StackProblem } from "../contract/problem";
export type { ShownApp } from "../judging/facts";
export { changeManifest, quote, setInManifest } from "../phrases/wording";
