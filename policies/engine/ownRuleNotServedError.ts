import { DocumentError } from "bytenite-core/documents";
import { showText } from "bytenite-core/model";

/** A rule of the organisation's own that would judge nothing, because its pack has a copy of the policies. */
export class OwnRuleNotServedError extends DocumentError {
    override readonly name = "OwnRuleNotServedError";
    override readonly code = "OWN_RULE_NOT_SERVED";

    constructor(rule: string, module: string) {
        super([
            `The policy pack does not have the rule ${rule} of ${showText(module)}, which the rules file names. ` +
                "Give PolicyPack the list that organisationPolicies() returns, and not a copy of it: the rules are added to it when the engine asks for them.",
        ]);
    }
}
