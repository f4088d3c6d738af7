import { DocumentError } from "bytenite-core/documents";

/** A rule of the organisation's own that failed while it judged, or judged in a way that nobody can read. */
export class OwnRuleError extends DocumentError {
    override readonly name = "OwnRuleError";
    override readonly code = "OWN_RULE_FAILED";
}
