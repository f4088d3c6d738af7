import type { EnforcementLevel } from "../contract/settings";

/** A policy's settings, and its level besides. */
export type Configuration = Record<string, unknown> & { enforcementLevel?: string };

/** What --policy-pack-config takes: a level or a configuration by the policy's name, and a level for `all`. */
export type PackConfiguration = Record<string, EnforcementLevel | Configuration>;

/** What the engine needs to know of a policy. */
export interface ConfigurablePolicy {
    name: string;
    level: string | undefined;
    schema: object | undefined;
}

/**
 * The configuration that the engine puts together: the schemas' defaults, then what the pack brings
 * along, then what the user gives. Source: ReconcilePolicyPackConfig in pulumi/pulumi, pkg/resource/analyzer.
 */
export function reconcile(
    policies: readonly ConfigurablePolicy[],
    initial: PackConfiguration,
    given: PackConfiguration,
): Record<string, Configuration> {
    const result = new Map<string, Configuration>();
    for (const { name, level, schema = {} } of policies) {
        const defaults = Object.entries(schema as Record<string, { default?: unknown }>)
            .filter(([, each]) => each.default !== undefined)
            .map(([setting, each]): [string, unknown] => [setting, each.default]);
        result.set(name, {
            ...Object.fromEntries(defaults),
            ...(level !== undefined && { enforcementLevel: level }),
        });
    }
    for (const layer of [initial, given]) {
        const { all, ...named } = layer;
        if (all !== undefined) {
            for (const configuration of result.values())
                Object.assign(configuration, toMapping(all));
        }
        for (const [name, configuration] of Object.entries(named)) {
            result.set(name, { ...result.get(name), ...toMapping(configuration) });
        }
    }
    return Object.fromEntries(result);
}

function toMapping(configuration: EnforcementLevel | Configuration): Configuration {
    return typeof configuration === "string" ? { enforcementLevel: configuration } : configuration;
}
