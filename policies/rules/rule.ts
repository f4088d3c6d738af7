import type { PolicyConfigSchema } from "@pulumi/policy";
import type { AppRecord } from "bytenite-model";

/** How much a finding matters. Pulumi's own scale. */
export type Severity = "low" | "medium" | "high" | "critical";

/** The JSON Schema of one setting. Pulumi validates the organisation's values against it. */
export type SettingSchema = NonNullable<PolicyConfigSchema["properties"]>[string] & {
    description: string;
};

/** What a rule has against an app. */
export interface Problem {
    /** Path of the fact, as ByteNite's API names it, for example deviceRequirements.gpu. */
    field: string;
    /** What is wrong: the value that was found, and the limit. One sentence. */
    message: string;
    /** The change of the app's manifest that ends the problem. One sentence. */
    fix: string;
}

/** Judges one app by the organisation's settings. Pure: no I/O, no clock, no environment. */
export interface Rule {
    /** In kebab case. Stable: configurations, waivers and reports name it. */
    name: string;
    /** What the rule asks for, in one sentence. */
    description: string;
    /** How to end a finding, in one sentence, for any app. */
    remediation: string;
    severity: Severity;
    /** One schema for each setting. */
    settings: Record<string, SettingSchema>;
    /** @param settings values that the schemas allow; those that are missing have their defaults */
    evaluate: (app: AppRecord, settings: Readonly<Record<string, unknown>>) => Problem[];
}

/** A rule whose settings have types. Its schemas say the same, and Pulumi checks values against them. */
export interface RuleDefinition<Settings> extends Omit<Rule, "settings" | "evaluate"> {
    settings: { [Name in keyof Required<Settings>]: SettingSchema };
    evaluate: (app: AppRecord, settings: Settings) => Problem[];
}

/** Gives the rule the defaults of its schemas: Pulumi fills those in only when it runs the pack itself. */
export function defineRule<Settings>(definition: RuleDefinition<Settings>): Rule {
    const settings: Record<string, SettingSchema> = definition.settings;
    const defaults = Object.fromEntries(
        Object.entries(settings)
            .filter(([, schema]) => schema.default !== undefined)
            .map(([name, schema]) => [name, schema.default]),
    );
    return {
        ...definition,
        settings,
        evaluate: (app, given) => definition.evaluate(app, { ...defaults, ...given } as Settings),
    };
}
