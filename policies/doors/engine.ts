import type {
    ReportViolation,
    ResourceValidationPolicy,
    StackValidationPolicy,
} from "@pulumi/policy";
import { APP_RESOURCE_TYPE } from "bytenite-model";
import { STACK_TYPE } from "../facts";
import { judge, report, type Judgement } from "../judge";
import { describeFinding } from "../finding";
import { settingSchemas, withCommonSettings } from "../rules/commonSettings";
import type { ExceptionsRule, JudgingRule, Rule } from "../rules/rule";
import type { ResolvedRules } from "../rulesFile/resolvedRules";
import { Ledger } from "./ledger";
import { pageOf } from "./pages";
import { Reading } from "./reading";
import { readKnown, readStackApps, type KnownApps, type StackApps } from "./shownApps";
import { UnknownSettingError } from "./unknownSettingError";

/** One policy that judges both resources and stack outputs, so that a rule has one name and one configuration. */
export type AppPolicy = ResourceValidationPolicy & StackValidationPolicy;

/** What the organisation has set, and the day. Asked for each time: an engine's run learns its stack late. */
export interface Organisation {
    rules: () => ResolvedRules;
    /** The day on which the apps are judged, in UTC: YYYY-MM-DD. */
    today: () => string;
}

type Configuration = Record<string, unknown>;

/**
 * The rules as policies of Pulumi's. Those about waivers and the baseline come last: they report what
 * the others found, and the SDK asks the policies in their order.
 */
export function toPolicies(rules: readonly Rule[], organisation: Organisation): AppPolicy[] {
    const ledger = new Ledger(organisation.rules());
    const run: Run = { organisation, ledger, resource: new Reading(), stack: new Reading() };
    const judging = rules.filter((rule) => rule.scope !== "exceptions");
    const reporting = rules.filter((rule) => rule.scope === "exceptions");
    return [
        ...judging.map((rule, position) => toJudgingPolicy(rule, position, run)),
        ...reporting.map((rule) => toReportingPolicy(rule, organisation, ledger)),
    ];
}

/** What the policies of a pack share. */
interface Run {
    organisation: Organisation;
    ledger: Ledger;
    resource: Reading<KnownApps>;
    stack: Reading<StackApps>;
}

function toJudgingPolicy(
    rule: JudgingRule,
    position: number,
    { organisation, ledger, resource: ofResource, stack: ofStack }: Run,
): AppPolicy {
    const judgeApps = (
        { known, unknown }: KnownApps,
        configuration: Configuration,
        violate: ReportViolation,
        subject: string,
    ): void => {
        refuseUnknownSettings(rule, configuration);
        const resolved = organisation.rules();
        const judgement = judge(rule, known, configuration, resolved, organisation.today());
        ledger.under(resolved).record(subject, judgement);
        for (const finding of judgement.findings) violate(describeFinding(finding));
        const { onUnknown } = withCommonSettings(rule, configuration);
        if (!unknown || onUnknown === "skip") return;
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
                const { type, urn, props } = resource;
                if (type !== APP_RESOURCE_TYPE) return;
                const app = ofResource.read(urn, position, () => readKnown([props]));
                judgeApps(app, resource.getConfig(), violate, urn);
            },
        }),
        validateStack: (stack, violate) => {
            const { outputs, all } = ofStack.read(STACK_TYPE, position, () =>
                readStackApps(stack.resources),
            );
            const apps = rule.scope === "app" ? outputs : all;
            judgeApps(apps, stack.getConfig(), violate, STACK_TYPE);
        },
    };
}

function toReportingPolicy(
    rule: ExceptionsRule,
    organisation: Organisation,
    ledger: Ledger,
): AppPolicy {
    const reportOn = (
        choose: (ledger: Ledger) => Judgement[],
        configuration: Configuration,
        violate: ReportViolation,
    ): void => {
        refuseUnknownSettings(rule, configuration);
        const resolved = organisation.rules();
        const judgements = choose(ledger.under(resolved));
        const context = { today: organisation.today(), gpus: resolved.gpus };
        for (const finding of report(rule, judgements, configuration, context)) {
            violate(describeFinding(finding));
        }
    };
    return {
        ...describe(rule),
        ...(rule.when === "app" && {
            validateResource: (resource, violate) => {
                if (resource.type !== APP_RESOURCE_TYPE) return;
                reportOn((run) => run.of(resource.urn), resource.getConfig(), violate);
            },
        }),
        validateStack: (stack, violate) => {
            const choose = (run: Ledger) => (rule.when === "app" ? run.of(STACK_TYPE) : run.all());
            reportOn(choose, stack.getConfig(), violate);
        },
    };
}

/** Everything about a rule that the SDK takes. */
function describe(rule: Rule) {
    return {
        name: rule.name,
        description: rule.description,
        severity: rule.severity,
        tags: [rule.category],
        remediationSteps: rule.remediation,
        url: pageOf(rule),
        configSchema: { properties: settingSchemas(rule) },
    };
}

function refuseUnknownSettings(rule: Rule, configuration: Configuration): void {
    const known = Object.keys(settingSchemas(rule));
    const misspelt = Object.keys(configuration).find((name) => !known.includes(name));
    if (misspelt !== undefined) throw new UnknownSettingError(rule.name, misspelt, known);
}
