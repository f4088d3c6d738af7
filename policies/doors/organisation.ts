import { dirname } from "node:path";
import type { PolicyPack } from "@pulumi/policy";
import { rules } from "../rules";
import { findRulesFile } from "../rulesFile/find";
import { loadRulesFile } from "../rulesFile/load";
import { resolveRules, type StackIdentity } from "../rulesFile/resolve";
import { NO_RULES_FILE, type ResolvedRules } from "../rulesFile/resolvedRules";
import { toPolicies, type AppPolicy } from "./engine";
import { today } from "./today";

type InitialConfiguration = NonNullable<ConstructorParameters<typeof PolicyPack>[2]>;

/** What `new PolicyPack` takes to enforce an organisation's rules file. */
export interface OrganisationPolicies {
    policies: AppPolicy[];
    /** Levels and settings of the rules file for the stack that is deployed: the third argument. */
    configuration: InitialConfiguration;
}

/**
 * The rules as policies, with what the organisation's rules file sets for the stack: the file that
 * BYTENITE_RULES_FILE names, else the nearest bytenite.rules.yaml in or above the folder in which Pulumi
 * was started, else in or above the policy pack's own folder.
 *
 * The file is read when the engine asks for the policies' configuration. A file that can't be used ends
 * the engine's run with all its problems.
 */
export function organisationPolicies(): OrganisationPolicies {
    let resolved = NO_RULES_FILE;
    const policies = toPolicies(rules, {
        rules: () => resolved,
        today: () => today(process.env),
    });
    const configuration: InitialConfiguration = {};
    for (const { name } of rules) {
        // A getter, because the engine tells a pack that is started as an executable its stack only
        // after the pack has been made.
        Object.defineProperty(configuration, name, {
            enumerable: true,
            get: () => {
                if (name === rules[0]?.name) resolved = readOrganisationRules(process.env);
                const { enforcementLevel, settings } = resolved.configuration[name] ?? {};
                return { ...(enforcementLevel && { enforcementLevel }), ...settings };
            },
        });
    }
    return { policies, configuration };
}

function readOrganisationRules(environment: NodeJS.ProcessEnv): ResolvedRules {
    // The engine starts a pack in the pack's folder, but leaves the variable as the user's shell set it.
    const startedIn = environment.PWD ?? process.cwd();
    const path = findRulesFile(environment, [startedIn, process.cwd()]);
    if (path === undefined) return NO_RULES_FILE;
    const file = loadRulesFile(path, dirname(path));
    return resolveRules(rules, file, stackOf(environment));
}

/** The engine's language host tells the SDK the stack in these variables; bin/policy-pack does the same. */
function stackOf({
    PULUMI_NODEJS_PROJECT: project,
    PULUMI_NODEJS_STACK: stack,
}: NodeJS.ProcessEnv): StackIdentity | undefined {
    return project && stack ? { project, stack } : undefined;
}
