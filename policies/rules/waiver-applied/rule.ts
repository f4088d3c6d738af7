import { showFile, showLine } from "bytenite-core/model";
import { defineExceptionsRule } from "../../contract/rule";

export const rule = defineExceptionsRule({
    name: "waiver-applied",
    description: "A waiver that covers a finding is reported each time.",
    explanation:
        "A waiver keeps a finding from counting; it never hides it. This rule does not follow the level of `all`: it informs, and a mandatory level would refuse what the waiver lets pass.",
    remediation: "End the problem before the waiver expires.",
    category: "exceptions",
    severity: "low",
    settings: {},
    when: "app",
    evaluate: (judgements) =>
        judgements.flatMap(({ waived }) =>
            waived.map(({ finding, waiver: { owner, reason, expires, origin } }) => ({
                tag: finding.tag,
                field: `${finding.rule}/${finding.field}`,
                found: finding.found,
                limit: finding.limit,
                message: `Waived until ${expires} by ${showLine(owner)} (${showFile(origin.file)}:${origin.line}: ${showLine(reason)}), ${finding.rule}: ${finding.message}`,
                fix: `To do before the waiver expires: ${finding.fix}`,
            })),
        ),
});
