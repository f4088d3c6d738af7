import { showFile, showLine } from "bytenite-core/model";
import { isExpired, waiverField } from "../../exceptions/waiver";
import { defineExceptionsRule } from "../../contract/rule";

export const rule = defineExceptionsRule({
    name: "waiver-unused",
    description: "A waiver that covers nothing is a finding of its own.",
    explanation:
        "A waiver that names apps of the stack with which its rule has no problem, or one that is bound to facts which have changed, waits for somebody to misuse it. A waiver that names no app of this stack is left alone: another stack may need it. So is an expired one, of which waiver-expired tells. This rule does not follow the level of `all`.",
    remediation: "Remove the waiver from the rules file.",
    category: "exceptions",
    severity: "low",
    settings: {},
    when: "stack",
    evaluate: (judgements, _settings, { today }) => {
        const used = new Set(judgements.flatMap(({ waived }) => waived.map((each) => each.waiver)));
        const matching = new Set(
            judgements.flatMap((judgement) => judgement.matching.map((each) => each.waiver)),
        );
        return [...matching]
            .filter((waiver) => !used.has(waiver) && !isExpired(waiver, today))
            .map((waiver) => ({ waiver, ...waiver }))
            .map(({ waiver, rule: waived, app, origin }) => ({
                field: waiverField(waiver),
                found: app ?? "*",
                limit: null,
                message: `The waiver of ${waived} for ${app === undefined ? "the stack" : showLine(app)} at ${showFile(origin.file)}:${origin.line} covers nothing in this stack`,
                fix: `Remove it from ${showFile(origin.file)}`,
            }));
    },
});
