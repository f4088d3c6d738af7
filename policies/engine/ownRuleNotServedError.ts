import { showText } from "bytenite-core/model";
import { PolicyError } from "../contract/policyError";

/** A rule of the organisation's own that would judge nothing, because its pack has a copy of the policies. */
export class OwnRuleNotServedError extends PolicyError {
    override readonly name = "OwnRuleNotServedError";

    constructor(rule: string, module: string) {
        super("OWN_RULE_NOT_SERVED", [
            `The policy pack does not have the rule ${rule} of ${showText(module)}, which the rules file names. ` +
                "Give PolicyPack the list that organisationPolicies() returns, and not a copy of it: the rules are added to it when the engine asks for them.",
        ]);
    }
}
