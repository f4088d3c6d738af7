import { PolicyError } from "../contract/policyError";

/** A rule of the organisation's own that failed while it judged, or judged in a way that nobody can read. */
export class OwnRuleError extends PolicyError {
    override readonly name = "OwnRuleError";

    constructor(sentences: readonly string[]) {
        super("OWN_RULE_FAILED", sentences);
    }
}
