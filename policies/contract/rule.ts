import type { PolicyConfigSchema } from "@pulumi/policy";
import type { AppRecord, GpuVocabulary } from "bytenite-core/model";
import type { ShownApp } from "../judging/facts";
import type { Judgement } from "./judgement";
import type { Severity, Problem, StackProblem } from "./problem";

/** What a rule looks at. Pages and reports are grouped by it. */
export type Category = "gpu" | "cpu and memory" | "identity" | "container" | "stack" | "exceptions";

/** The JSON Schema of one setting. Pulumi, and the rules file, validate the organisation's values against it. */
export type SettingSchema = NonNullable<PolicyConfigSchema["properties"]>[string] & {
    description: string;
};

/** What a rule may know besides the apps and its settings. */
export interface RuleContext {
    /** The day on which the apps are judged, in UTC: YYYY-MM-DD. */
    today: string;
    /** Which GPU names mean which model. */
    gpus: GpuVocabulary;
}

/** What a rule about waivers, the baseline and the rules file may know besides. */
export interface ReportContext extends RuleContext {
    /** Whether the organisation has a rules file. */
    hasRulesFile: boolean;
    /** Whether it gives no rule a level or a setting, for whatever stack. */
    setsNothing: boolean;
}

interface RuleDescription<Settings> {
    /** In kebab case, and the name of the rule's folder. Stable: configurations, waivers and reports name it. */
    name: string;
    /** What the rule asks for, in one sentence. */
    description: string;
    /** Why an organisation would want it, and what exactly the rule does with absent and unknown values: Markdown. */
    explanation: string;
    /** How to end a finding, in one sentence, for any app. */
    remediation: string;
    category: Category;
    /** Whether it is about credentials, origins or owners: code scanning shows its findings as security alerts. */
    isAboutSecurity?: true;
    severity: Severity;
    /** URL of the rule's page. Absent: the one of this package, or none for a rule of an organisation's own. */
    page?: string;
    /** The module that a rules file names and the rule comes from. Absent: it is one of this package's. */
    module?: string;
    /** One schema for each setting. */
    settings: { [Name in keyof Required<Settings>]: SettingSchema };
}

interface JudgingRuleDescription<Settings> extends RuleDescription<Settings> {
    /**
     * The settings that it judges by: one of them is enough, and without any it has nothing against anybody. Their
     * defaults don't count. Absent: it judges without settings.
     */
    needs?: readonly (keyof Settings & string)[];
    /** Those of them that are lists, or mappings, by which it judges nothing where they are empty. */
    idleWhenEmpty?: readonly (keyof Settings & string)[];
}

/** Judges one app by the organisation's settings. Pure: no I/O, no clock, no environment. */
export interface AppRuleDefinition<Settings> extends JudgingRuleDescription<Settings> {
    /**
     * Whether the rule is about what can't be read. Then it judges what has neither a tag nor a name in any
     * case, and `all: disabled` does not turn it off: no other rule would tell.
     */
    isAboutReading?: true;
    /** @param settings values that the schemas allow; those that are missing have their defaults */
    evaluate: (app: ShownApp, settings: Settings, context: RuleContext) => Problem[];
}

/** Judges the apps of a stack together. Pure, and whatever the order of the apps. */
export interface StackRuleDefinition<Settings> extends JudgingRuleDescription<Settings> {
    /** @param settings values that the schemas allow; those that are missing have their defaults */
    evaluate: (
        apps: readonly AppRecord[],
        settings: Settings,
        context: RuleContext,
    ) => StackProblem[];
}

/** Reports what waivers and the baseline made of the judgements of other rules. Pure. */
export interface ExceptionsRuleDefinition<Settings> extends RuleDescription<Settings> {
    /** start: once, before any app. app: for each app by itself. stack: once, when every app has been judged. */
    when: "start" | "app" | "stack";
    /** @param settings values that the schemas allow; those that are missing have their defaults */
    evaluate: (
        judgements: readonly Judgement[],
        settings: Settings,
        context: ReportContext,
    ) => StackProblem[];
}

type Settings = Readonly<Record<string, unknown>>;

/** A rule that judges each app by itself. */
export interface AppRule extends AppRuleDefinition<Settings> {
    scope: "app";
}

/** A rule that judges the apps of a stack together. */
export interface StackRule extends StackRuleDefinition<Settings> {
    scope: "stack";
}

/** A rule that reports what waivers and the baseline did. */
export interface ExceptionsRule extends ExceptionsRuleDefinition<Settings> {
    scope: "exceptions";
}

/** A rule about apps. */
export type JudgingRule = AppRule | StackRule;

/** Any rule. */
export type Rule = JudgingRule | ExceptionsRule;

/** Whether a rule judges apps. What tells that something could not be judged does not, and no exceptions do. */
export function isJudging(rule: Rule): rule is JudgingRule {
    return rule.scope !== "exceptions" && !isAboutReading(rule);
}

/** Whether a rule is about what can't be read. */
export function isAboutReading(rule: Rule): boolean {
    return rule.scope === "app" && rule.isAboutReading === true;
}

/** A rule that judges each app by itself. */
export function defineAppRule<Settings>(definition: AppRuleDefinition<Settings>): AppRule {
    const complete = withDefaults(definition);
    return {
        ...definition,
        scope: "app",
        evaluate: (app, given, context) => definition.evaluate(app, complete(given), context),
    };
}

/** A rule that judges the apps of a stack together. */
export function defineStackRule<Settings>(definition: StackRuleDefinition<Settings>): StackRule {
    const complete = withDefaults(definition);
    return {
        ...definition,
        scope: "stack",
        evaluate: (apps, given, context) => definition.evaluate(apps, complete(given), context),
    };
}

/** A rule that reports what waivers and the baseline did. */
export function defineExceptionsRule<Settings>(
    definition: ExceptionsRuleDefinition<Settings>,
): ExceptionsRule {
    const complete = withDefaults(definition);
    return {
        ...definition,
        scope: "exceptions",
        evaluate: (judgements, given, context) =>
            definition.evaluate(judgements, complete(given), context),
    };
}

/** Pulumi fills the defaults in only when it runs the pack itself. Done once for the settings of many apps. */
function withDefaults<Settings>({
    settings,
}: RuleDescription<Settings>): (given: Readonly<Record<string, unknown>>) => Settings {
    const schemas: Record<string, SettingSchema> = settings;
    const defaults = Object.fromEntries(
        Object.entries(schemas)
            .filter(([, schema]) => schema.default !== undefined)
            .map(([name, schema]) => [name, schema.default]),
    );
    let last: { given: object; whole: Settings } | undefined;
    return (given) => {
        if (last?.given !== given) last = { given, whole: { ...defaults, ...given } as Settings };
        return last.whole;
    };
}
