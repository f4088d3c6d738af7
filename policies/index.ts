import { toPolicy } from "./doors/engine";
import { rules } from "./rules";

export { evaluate, type Finding, type RuleSettings } from "./evaluate";
export { rules } from "./rules";
export type { Problem, Rule, SettingSchema, Severity } from "./rules/rule";

/** Every rule as a policy, to put into a pack of one's own. */
export const policies = rules.map(toPolicy);
