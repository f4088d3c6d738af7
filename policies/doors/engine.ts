import {
    UnknownValueError,
    type ReportViolation,
    type ResourceValidationPolicy,
    type StackValidationPolicy,
} from "@pulumi/policy";
import { APP_RESOURCE_TYPE, type AppRecord } from "bytenite-model";
import { evaluate } from "../evaluate";
import { findAppProperties, readAppRecord, type Properties } from "../facts";
import type { Rule, SettingSchema } from "../rules/rule";

/** One policy that judges both resources and stack outputs, so that a rule has one name and one configuration. */
export type AppPolicy = ResourceValidationPolicy & StackValidationPolicy;

const STACK_TYPE = "pulumi:pulumi:Stack";

const onUnknown: SettingSchema = {
    type: "string",
    enum: ["fail", "warn", "skip"],
    default: "warn",
    description:
        "What to do in a preview where the app is not known yet, because its tag comes from a resource that does not exist: fail reports a finding, warn says that the rule did not run, skip says nothing. The update judges the app in any case. A stack output that is not known at all is passed over: it may be anything.",
};

/** A setting that a rule doesn't have. It ends the run whatever the rule's level: a misspelt limit must not pass. */
export class UnknownSettingError extends Error {
    constructor(rule: string, unknown: string, known: string[]) {
        super(
            `The policy pack's configuration gives ${rule} the setting "${unknown}", which it doesn't have. ` +
                `Its settings are ${known.join(", ")} and enforcementLevel.`,
        );
        // The SDK prints the stack in place of the message.
        this.stack = this.message;
    }
}

/** The rule as a policy of Pulumi's. */
export function toPolicy(rule: Rule): AppPolicy {
    const schemas: Record<string, SettingSchema> = { ...rule.settings, onUnknown };
    const judge = (
        apps: Properties[],
        configuration: Record<string, unknown>,
        report: ReportViolation,
    ): void => {
        const misspelt = Object.keys(configuration).find((name) => !Object.hasOwn(schemas, name));
        if (misspelt !== undefined) {
            throw new UnknownSettingError(rule.name, misspelt, Object.keys(schemas));
        }
        const { onUnknown: reaction = onUnknown.default, ...settings } = configuration;
        const { known, unknown } = readKnown(apps);
        for (const { message, fix } of evaluate(known, [rule], { [rule.name]: settings })) {
            report(`${message}. ${fix}.`);
        }
        if (!unknown || reaction === "skip") return;
        // The engine says then that the rule did not run, and never refuses the deployment for it.
        if (reaction === "warn") throw unknown;
        report(
            `The app is not known before the update (${unknown.message}), and onUnknown is "fail". ` +
                "Give the tag as text, or set onUnknown to warn.",
        );
    };
    return {
        name: rule.name,
        description: rule.description,
        severity: rule.severity,
        remediationSteps: rule.remediation,
        configSchema: { properties: schemas },
        validateResource: (resource, report) => {
            if (resource.type !== APP_RESOURCE_TYPE) return;
            judge([resource.props], resource.getConfig(), report);
        },
        validateStack: (stack, report) => {
            const propertiesOf = (wanted: string): Properties[] =>
                stack.resources.filter(({ type }) => type === wanted).map(({ props }) => props);
            const judged = propertiesOf(APP_RESOURCE_TYPE).map(idOf);
            const apps = propertiesOf(STACK_TYPE)
                .flatMap((outputs) => findAppProperties(outputs, readIfKnown))
                .filter((app) => idOf(app) === undefined || !judged.includes(idOf(app)));
            judge(apps, stack.getConfig(), report);
        },
    };
}

/** The apps of which everything is known, and what the first one lacks of which it isn't. */
function readKnown(apps: Properties[]): { known: AppRecord[]; unknown: Error | undefined } {
    const known: AppRecord[] = [];
    let unknown: Error | undefined;
    for (const app of apps) {
        try {
            known.push(readAppRecord(app));
        } catch (error) {
            if (!isUnknownValue(error)) throw error;
            unknown ??= error;
        }
    }
    return { known, unknown };
}

function idOf(app: Properties): unknown {
    return readIfKnown(app, "appId") ?? readIfKnown(app, "id");
}

/** A property, `undefined` where the engine does not know it yet: asking it for such a one throws. */
function readIfKnown(of: Properties, name: string): unknown {
    try {
        return of[name];
    } catch (error) {
        if (isUnknownValue(error)) return undefined;
        throw error;
    }
}

/** The SDK exports the class, but not its type. */
function isUnknownValue(error: unknown): error is Error {
    return error instanceof (UnknownValueError as unknown as ErrorConstructor);
}
