export { checkRules, RulesTestError } from "./checkRules";
