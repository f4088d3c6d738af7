import { showFile, showLine } from "bytenite-core/model";
import { isExpired, waiverField } from "../../exceptions/waiver";
import { defineExceptionsRule } from "../../contract/rule";

export const rule = defineExceptionsRule({
    name: "waiver-expired",
    description: "A waiver that has expired is a finding of its own.",
    explanation:
        "Reported for each app of the stack that the waiver names, whether its rule has something against the app or not. What an expired waiver covered counts again. This rule does not follow the level of `all`.",
    remediation: "Remove the waiver from the rules file, or give it another date.",
    category: "exceptions",
    severity: "medium",
    settings: {},
    when: "app",
    evaluate: (judgements, _settings, { today }) =>
        judgements.flatMap(({ matching }) =>
            matching
                .filter(({ waiver }) => isExpired(waiver, today))
                .map(({ tag, waiver }) => ({ tag, waiver, ...waiver }))
                .map(({ tag, waiver, rule: waived, owner, expires, origin }) => ({
                    tag,
                    field: waiverField(waiver),
                    found: expires,
                    limit: today,
                    message: `The waiver of ${waived} for ${tag || "the stack"} at ${showFile(origin.file)}:${origin.line} expired on ${expires}`,
                    fix: `Remove it from ${showFile(origin.file)}, or ask ${showLine(owner)} for another date`,
                })),
        ),
});
