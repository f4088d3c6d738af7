import {
    UnknownValueError,
    type ReportViolation,
    type ResourceValidationPolicy,
    type StackValidationPolicy,
} from "@pulumi/policy";
import { APP_RESOURCE_TYPE, type AppRecord } from "bytenite-model";
import { evaluate } from "../evaluate";
import { findAppRecords, readAppRecord } from "../facts";
import type { Rule, SettingSchema } from "../rules/rule";

/** One policy that judges both resources and stack outputs, so that a rule has one name and one configuration. */
export type AppPolicy = ResourceValidationPolicy & StackValidationPolicy;

const STACK_TYPE = "pulumi:pulumi:Stack";

const onUnknown: SettingSchema = {
    type: "string",
    enum: ["fail", "warn", "skip"],
    default: "warn",
    description:
        "What to do in a preview where the app is not known yet, because its tag comes from a resource that does not exist: fail reports a finding, warn says that the rule did not run, skip says nothing. The update judges the app in any case.",
};

/** The rule as a policy of Pulumi's. */
export function toPolicy(rule: Rule): AppPolicy {
    const judge = (
        read: () => AppRecord[],
        configuration: Record<string, unknown>,
        report: ReportViolation,
    ): void => {
        const { onUnknown: reaction = onUnknown.default, ...settings } = configuration;
        let apps: AppRecord[];
        try {
            apps = read();
        } catch (error) {
            if (!isUnknownValue(error) || reaction === "warn") throw error;
            if (reaction === "fail") {
                report(
                    `The app is not known before the update (${error.message}), and onUnknown is "fail". ` +
                        "Give the tag as text, or set onUnknown to warn.",
                );
            }
            return;
        }
        for (const { message, fix } of evaluate(apps, [rule], { [rule.name]: settings })) {
            report(`${message}. ${fix}.`);
        }
    };
    return {
        name: rule.name,
        description: rule.description,
        severity: rule.severity,
        remediationSteps: rule.remediation,
        configSchema: {
            properties: { ...rule.settings, onUnknown },
        },
        validateResource: (resource, report) => {
            if (resource.type !== APP_RESOURCE_TYPE) return;
            judge(() => [readAppRecord(resource.props)], resource.getConfig(), report);
        },
        validateStack: (stack, report) => {
            judge(
                () => {
                    const resources = stack.resources.filter(
                        ({ type }) => type === APP_RESOURCE_TYPE,
                    );
                    const judged = new Set(resources.map(({ props }) => readAppRecord(props).id));
                    return stack.resources
                        .filter(({ type }) => type === STACK_TYPE)
                        .flatMap(({ props }) => findAppRecords(props))
                        .filter(({ id }) => !judged.has(id));
                },
                stack.getConfig(),
                report,
            );
        },
    };
}

/** The SDK exports the class, but not its type. */
function isUnknownValue(error: unknown): error is Error {
    return error instanceof (UnknownValueError as unknown as ErrorConstructor);
}
