import type {
    ReportViolation,
    ResourceValidation,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
} from "@pulumi/policy";
import { STACK_TYPE, type ShownApp } from "../judging/facts";
import { judge, report } from "../judging/judge";
import type { Judgement } from "../contract/judgement";
import { describeFinding } from "../contract/finding";
import { settingSchemas, withCommonSettings } from "../contract/commonSettings";
import type { ExceptionsRule, JudgingRule, Rule } from "../contract/rule";
import type { ResolvedRules } from "../rulesFile/resolvedRules";
import type { EnforcementLevel } from "../contract/settings";
import { kindOf } from "../judging/kinds";
import { Ledger } from "./ledger";
import { pageOf } from "../reports/pages";
import { Reading } from "./reading";
import { readKnown, readStackApps, type KnownApps, type KnownStackApps } from "./shownApps";
import { UnknownSettingError } from "./unknownSettingError";

/** One policy that judges both resources and stack outputs, so that a rule has one name and one configuration. */
export type AppPolicy = Partial<Pick<ResourceValidationPolicy, "validateResource">> &
    Partial<Pick<StackValidationPolicy, "validateStack">> &
    Omit<ResourceValidationPolicy, "validateResource">;

/** What the organisation has set, and the day. Asked for each time: an engine's run learns its stack late. */
export interface Organisation {
    /** The rules for the stack of some resources. @param urns their URNs */
    rulesFor(urns: readonly string[]): ResolvedRules;
    /** What holds for a rule. @param given what Pulumi has configured */
    inForce(rule: Rule, given: Configuration, resolved: ResolvedRules): InForce;
    /** What ByteNite says now of facts of an `App` that the program keeps from changing: see AppSource. */
    lookedUp(urn: string): unknown;
    /** Gets the apps of a resource of which everything is known. */
    shown(urn: string, apps: readonly ShownApp[]): void;
    /** Gets the apps of a stack of which everything is known, each once, when they are judged together. */
    judged(apps: readonly ShownApp[]): void;
    /** The day on which the apps are judged, in UTC: YYYY-MM-DD. */
    today(): string;
}

/** The level and the settings of a rule. */
export interface InForce {
    /** Absent: the one that the SDK has. */
    level?: EnforcementLevel;
    settings: Configuration;
}

type Configuration = Readonly<Record<string, unknown>>;

/**
 * The rules as policies of Pulumi's. Those about waivers and the baseline come last: they report what
 * the others found, and the SDK asks the policies in their order.
 */
export function toPolicies(rules: readonly Rule[], organisation: Organisation): AppPolicy[] {
    const run: Run = {
        organisation,
        ledger: new Ledger(),
        resource: new Reading(),
        stack: new Reading(),
    };
    const judging = rules.filter((rule) => rule.scope !== "exceptions");
    const reporting = rules.filter((rule) => rule.scope === "exceptions");
    return [
        ...judging.map((rule, position) => toJudgingPolicy(rule, position, run)),
        ...reporting.map((rule) => toReportingPolicy(rule, run)),
    ];
}

/** What the policies of a pack share. */
interface Run {
    organisation: Organisation;
    ledger: Ledger;
    resource: Reading<KnownApps>;
    stack: Reading<KnownStackApps>;
}

/** A call of the engine's to one policy. */
interface Call {
    /** The URN of the resource, or a name for the stack. */
    subject: string;
    urns: readonly string[];
    configuration: Configuration;
    violate: ReportViolation;
}

function toJudgingPolicy(
    rule: JudgingRule,
    position: number,
    { organisation, ledger, resource: ofResource, stack: ofStack }: Run,
): AppPolicy {
    const judgeApps = ({ known, unknown }: KnownApps, call: Call): void => {
        const opened = open(rule, call, organisation);
        if (!opened) return;
        const { resolved, settings, violate } = opened;
        const judgement = judge(rule, known, settings, resolved, organisation.today());
        ledger.under(resolved).record(call.subject, judgement);
        for (const finding of judgement.findings) violate(describeFinding(finding));
        if (!unknown) return;
        const { onUnknown } = withCommonSettings(rule, settings);
        if (onUnknown === "skip") return;
        // The engine says then that the rule did not run, and never refuses the deployment for it.
        if (onUnknown === "warn") throw unknown;
        violate(
            `The app is not known before the update (${unknown.message}), and onUnknown is "fail". ` +
                "Give the tag as text, or set onUnknown to warn.",
        );
    };
    return {
        ...describe(rule),
        ...(rule.scope === "app" && {
            validateResource: (resource, violate) => {
                const { type, urn } = resource;
                const kind = kindOf(type);
                if (!kind) return;
                const apps = ofResource.read(urn, position, () =>
                    readKnown(kind.sourcesOf(resource)),
                );
                const configuration = resource.getConfig<Configuration>();
                organisation.shown(urn, apps.known);
                judgeApps(apps, { subject: urn, urns: [urn], configuration, violate });
            },
        }),
        validateStack: (stack, violate) => {
            const { outputs, all } = ofStack.read(STACK_TYPE, position, () =>
                readStackApps(
                    stack.resources.map(({ type, name, props, urn }) => {
                        return { type, name, props, lookedUp: organisation.lookedUp(urn) };
                    }),
                ),
            );
            organisation.judged(all.known);
            judgeApps(rule.scope === "app" ? outputs : all, callAboutStack(stack, violate));
        },
    };
}

function toReportingPolicy(rule: ExceptionsRule, { organisation, ledger }: Run): AppPolicy {
    const reportOn = (choose: (ledger: Ledger) => Judgement[], call: Call): void => {
        const opened = open(rule, call, organisation);
        if (!opened) return;
        const { resolved, settings, violate } = opened;
        const judgements = choose(ledger.under(resolved));
        const context = {
            today: organisation.today(),
            gpus: resolved.gpus,
            hasRulesFile: resolved.source !== undefined,
            setsNothing: resolved.setsNothing === true,
        };
        for (const finding of report(rule, judgements, settings, context)) {
            violate(describeFinding(finding));
        }
    };
    const validateResourceOf =
        (isWanted: (type: string) => boolean): ResourceValidation =>
        (resource, violate) => {
            const { type, urn } = resource;
            if (!isWanted(type)) return;
            const configuration = resource.getConfig<Configuration>();
            reportOn((run) => run.of(urn), { subject: urn, urns: [urn], configuration, violate });
        };
    if (rule.when === "start") {
        const validateResource = validateResourceOf((type) => type === STACK_TYPE);
        return { ...describe(rule), validateResource };
    }
    return {
        ...describe(rule),
        ...(rule.when === "app" && {
            validateResource: validateResourceOf((type) => kindOf(type) !== undefined),
        }),
        validateStack: (stack, violate) => {
            const choose = (run: Ledger) => (rule.when === "app" ? run.of(STACK_TYPE) : run.all());
            reportOn(choose, callAboutStack(stack, violate));
        },
    };
}

function callAboutStack(stack: StackValidationArgs, violate: ReportViolation): Call {
    return {
        subject: STACK_TYPE,
        urns: stack.resources.map(({ urn }) => urn),
        configuration: stack.getConfig<Configuration>(),
        violate,
    };
}

/** What a rule judges by. `undefined`: it does not run. */
function open(
    rule: Rule,
    { urns, configuration, violate }: Call,
    organisation: Organisation,
):
    | { resolved: ResolvedRules; settings: Configuration; violate: (message: string) => void }
    | undefined {
    refuseUnknownSettings(rule, configuration);
    const resolved = organisation.rulesFor(urns);
    const { level, settings } = organisation.inForce(rule, configuration, resolved);
    if (level === undefined) return { resolved, settings, violate };
    if (level === "disabled") return undefined;
    // The SDK takes a level of the violation's own, but not in its types.
    const violateAt = violate as unknown as (violation: object) => void;
    return {
        resolved,
        settings,
        violate: (message) =>
            violateAt({ message: `${rule.description}\n${message}`, enforcementLevel: level }),
    };
}

/** Everything about a rule that the SDK takes. */
function describe(rule: Rule) {
    const url = pageOf(rule);
    return {
        name: rule.name,
        description: rule.description,
        severity: rule.severity,
        tags: [rule.category],
        remediationSteps: rule.remediation,
        ...(url !== undefined && { url }),
        configSchema: { properties: { ...settingSchemas(rule) } },
    };
}

function refuseUnknownSettings(rule: Rule, configuration: Configuration): void {
    const known = settingSchemas(rule);
    const misspelt = Object.keys(configuration).find((name) => !Object.hasOwn(known, name));
    if (misspelt === undefined) return;
    throw new UnknownSettingError(rule.name, misspelt, Object.keys(known));
}
