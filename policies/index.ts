import { toPolicies } from "./engine/engine";
import { today } from "./exceptions/today";
import { rules } from "./rules";
import { NO_RULES_FILE } from "./rulesFile/resolvedRules";

export { evaluate } from "./judging/evaluate";
export type * from "./contract/evaluation";
export type { ShownApp, UnreadableFact } from "./judging/facts";
export { describeFinding, type Finding } from "./contract/finding";
export { requirementsDigest } from "./exceptions/waiver";
export type { Waiver } from "./contract/exceptions";
export {
    organisationPolicies,
    type OrganisationOptions,
    type OrganisationPolicies,
} from "./engine/organisation";
export { rules } from "./rules";
export type * from "./contract/problem";
export type {
    AppRule,
    AppRuleDefinition,
    Category,
    ExceptionsRule,
    ExceptionsRuleDefinition,
    JudgingRule,
    ReportContext,
    Rule,
    RuleContext,
    SettingSchema,
    StackRule,
    StackRuleDefinition,
} from "./contract/rule";
export type * from "./contract/settings";
export {
    NO_RULES_FILE,
    type ResolvedRules,
    type RuleConfiguration,
    type RulesSource,
} from "./rulesFile/resolvedRules";

/** Every rule as a policy without a rules file, to put into a pack of one's own. */
export const policies = toPolicies(
    rules.filter(({ name }) => name !== "rules-file-required"),
    {
        rulesFor: () => NO_RULES_FILE,
        inForce: (_rule, given) => ({ settings: given }),
        lookedUp: () => undefined,
        shown: () => undefined,
        judged: () => undefined,
        today: () => today(process.env),
    },
);
