import { defineExceptionsRule } from "../../contract/rule";

export const rule = defineExceptionsRule({
    name: "baseline-accepted",
    description: "A finding that the baseline accepts is reported each time.",
    explanation:
        "The baseline accepts a finding with the value that was found when it was written. With any other value it is a new finding and counts. This rule does not follow the level of `all`: it informs, and a mandatory level would refuse what the baseline accepts.",
    remediation: "End the problem, and write the baseline anew.",
    category: "exceptions",
    severity: "low",
    settings: {},
    when: "app",
    evaluate: (judgements) =>
        judgements.flatMap(({ accepted }) =>
            accepted.map((finding) => ({
                tag: finding.tag,
                field: `${finding.rule}/${finding.field}`,
                found: finding.found,
                limit: finding.limit,
                message: `Accepted by the baseline, ${finding.rule}: ${finding.message}`,
                fix: finding.fix,
            })),
        ),
});
