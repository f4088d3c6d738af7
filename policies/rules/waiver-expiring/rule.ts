import { showFile, showLine } from "bytenite-core/model";
import { daysUntil } from "../../exceptions/daysUntil";
import { defineExceptionsRule } from "../../contract/rule";

export const rule = defineExceptionsRule<{ days: number }>({
    name: "waiver-expiring",
    description: "A waiver in use that is about to expire is a finding of its own.",
    explanation:
        "The day after a waiver expires, the finding that it covers counts again, and a mandatory rule then refuses the deployment. A waiver holds for the whole of its last day, in UTC. This rule does not follow the level of `all`.",
    remediation: "End the problem before the waiver expires, or ask its owner for another date.",
    category: "exceptions",
    severity: "medium",
    settings: {
        days: {
            type: "integer",
            minimum: 0,
            default: 14,
            description: "How many days before a waiver expires the finding begins.",
        },
    },
    when: "app",
    evaluate: (judgements, { days }, { today }) =>
        judgements.flatMap(({ waived }) =>
            waived
                .map((each) => ({ ...each, left: daysUntil(each.waiver.expires, today) }))
                .filter(({ left }) => left <= days)
                .map(({ finding, waiver: { owner, expires, origin }, left }) => ({
                    tag: finding.tag,
                    field: `${finding.rule}/${finding.field}`,
                    found: expires,
                    limit: days,
                    setting: "days",
                    message: `The waiver of ${finding.rule} for ${finding.tag || "the stack"} at ${showFile(origin.file)}:${origin.line} expires on ${expires}, ${describeDays(left)}`,
                    fix: `End the problem before that, or ask ${showLine(owner)} for another date. ${finding.fix}`,
                })),
        ),
});

function describeDays(left: number): string {
    if (left === 0) return "today";
    return left === 1 ? "tomorrow" : `in ${left} days`;
}
