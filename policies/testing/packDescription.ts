import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import type { Configuration } from "./reconcile";

/** A policy's level, by the number that it has in the engine's protocol. */
export const LEVELS = new Map<
    number,
    "advisory" | "mandatory" | "disabled" | "remediate" | undefined
>([
    [proto.EnforcementLevel.ADVISORY, "advisory"],
    [proto.EnforcementLevel.MANDATORY, "mandatory"],
    [proto.EnforcementLevel.DISABLED, "disabled"],
    [proto.EnforcementLevel.REMEDIATE, "remediate"],
]);

/** A policy's severity, by the number that it has in the engine's protocol. */
export const SEVERITIES = new Map<number, "low" | "medium" | "high" | "critical" | undefined>([
    [proto.PolicySeverity.POLICY_SEVERITY_LOW, "low"],
    [proto.PolicySeverity.POLICY_SEVERITY_MEDIUM, "medium"],
    [proto.PolicySeverity.POLICY_SEVERITY_HIGH, "high"],
    [proto.PolicySeverity.POLICY_SEVERITY_CRITICAL, "critical"],
]);

/** What a policy pack tells about itself and its policies, and the configuration of its rules file. */
export type PackDescription = ReturnType<typeof describePack>;

/** Reads what a policy pack answered. */
export function describePack(info: proto.AnalyzerInfo) {
    const initial: Record<string, Configuration> = {};
    info.getInitialconfigMap().forEach((policy, name) => {
        const level = LEVELS.get(policy.getEnforcementlevel());
        initial[name] = {
            ...policy.getProperties()?.toJavaScript(),
            ...(level && { enforcementLevel: level }),
        };
    });
    return {
        name: info.getName(),
        version: info.getVersion(),
        supportsConfiguration: info.getSupportsconfig(),
        initial,
        policies: info.getPoliciesList().map((policy) => ({
            name: policy.getName(),
            description: policy.getDescription(),
            level: LEVELS.get(policy.getEnforcementlevel()),
            severity: SEVERITIES.get(policy.getSeverity()),
            tags: policy.getTagsList(),
            url: policy.getUrl(),
            remediation: policy.getRemediationSteps(),
            schema: policy.getConfigschema()?.getProperties()?.toJavaScript(),
            required: policy.getConfigschema()?.getRequiredList(),
        })),
    };
}
