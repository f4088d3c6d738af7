/** The codes of judging by an organisation's rules. Each has a page in docs/errors. */
export const POLICY_CODES = [
    "NOTHING_TO_JUDGE",
    "OWN_RULE_FAILED",
    "OWN_RULE_NOT_SERVED",
    "PACK_NOT_CONFIGURED",
    "RULES_FILE_MISSING",
    "RULES_TEST_FAILED",
    "RULES_UNCLEAR",
    "SETTING_INVALID",
    "SETTING_UNKNOWN",
] as const;

/** What went wrong, for programs. Stable: a code never changes its meaning. */
export type PolicyCode = (typeof POLICY_CODES)[number];
