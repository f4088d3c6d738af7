import { defineExceptionsRule } from "../../contract/rule";

export const rule = defineExceptionsRule({
    name: "rules-file-required",
    description: "A stack with ByteNite apps must be judged by a rules file of the organisation's.",
    explanation:
        "Without a rules file every rule runs with its defaults, and none of them refuses anything. Mostly that is so because nobody has written a file yet, or because it lies where it is not looked for. Set this rule to mandatory in Pulumi's own configuration of the pack (`--policy-pack-config`, or the policy group), so that such a run is refused before anything is created. A file that gives no rule a level or a setting, for whatever stack, is a finding too: it changes nothing, and is perhaps what is left of one. Whoever means that writes `rules: { all: advisory }`. This rule does not follow the level of `all` in a rules file.",
    remediation:
        "Put bytenite.rules.yaml, with rules in it, into the folder of the Pulumi project or above it, or name it in BYTENITE_RULES_FILE.",
    category: "exceptions",
    severity: "medium",
    settings: {},
    when: "start",
    evaluate: (_judgements, _settings, { hasRulesFile, setsNothing }) => {
        if (hasRulesFile && !setsNothing) return [];
        return [{ field: "rulesFile", found: null, ...(hasRulesFile ? IDLE : MISSING) }];
    },
});

const MISSING = {
    limit: "bytenite.rules.yaml",
    message: "There is no rules file, so that the rules only advise, each with its defaults",
    fix: "Put bytenite.rules.yaml into the folder of the Pulumi project or above it, or name it in the environment variable BYTENITE_RULES_FILE",
};
const IDLE = {
    limit: "a level or a setting",
    message:
        "The rules file gives no rule a level or a setting, so that the rules only advise, each with its defaults",
    fix: "Write the rules into the rules file, or `rules: { all: advisory }` if they are only to advise",
};
