import type { AppRecord } from "bytenite-core/model";
import { showText, showValue } from "bytenite-core/model";
import type { Problem } from "../contract/problem";
import { defineAppRule, defineStackRule, type JudgingRule } from "../contract/rule";
import { describeCause, type OwnCode } from "./cause";
import { OwnRuleError } from "./ownRuleError";

/** Where a rule comes from, for what is said of it. */
export interface OwnRuleSource extends OwnCode {
    /** Where the rules file names it: bytenite.rules.yaml:3 */
    place: string;
}

/**
 * The same rule, for code that nobody here has read: its defaults are filled in however it was made, it can't
 * change what it is shown, and what it throws, or answers besides problems, ends the judging with an error
 * that names the rule, the app and the module. So a broken rule never passes an app.
 */
export function guarded(rule: JudgingRule, source: OwnRuleSource): JudgingRule {
    const call = (judged: string, evaluate: () => unknown): never[] => {
        const fail = (what: string): OwnRuleError =>
            new OwnRuleError([
                `${source.place}: the rule ${rule.name} of ${showText(source.module)} ${what}, so that ${judged} was not judged`,
            ]);
        let answer: unknown;
        try {
            answer = evaluate();
        } catch (error) {
            throw fail(`threw ${describeCause(error, source)}`);
        }
        const fault = findAnswerFault(rule, answer);
        if (fault !== undefined) throw fail(fault);
        return answer as never[];
    };
    const common = { module: source.module };
    if (rule.scope === "app") {
        const { evaluate } = rule;
        return defineAppRule({
            ...rule,
            ...common,
            evaluate: (app, settings, context) =>
                call(showText(app.tag), () => evaluate(freeze(app), freeze(settings), context)),
        });
    }
    const { evaluate } = rule;
    return defineStackRule({
        ...rule,
        ...common,
        evaluate: (apps, settings, context) =>
            call("the stack", () =>
                evaluate(Object.freeze(apps.map(freeze<AppRecord>)), freeze(settings), context),
            ),
    });
}

/** What is wrong with the answer of a rule: the rest of a sentence about it. */
function findAnswerFault({ scope, settings }: JudgingRule, answer: unknown): string | undefined {
    if (answer instanceof Promise)
        return "answered with a promise, but a rule can't wait for anything";
    if (!Array.isArray(answer))
        return `answered with ${showValue(answer)} in place of a list of problems`;
    const seen = new Set<string>();
    for (const [index, problem] of answer.entries()) {
        const where = `answered with a list whose entry ${index}`;
        if (typeof problem !== "object" || problem === null)
            return `${where} is ${showValue(problem)}`;
        const given = problem as Partial<Record<keyof Problem | "tag", unknown>>;
        for (const key of ["field", "message", "fix"] as const) {
            if (typeof given[key] !== "string" || given[key] === "")
                return `${where} has no ${key}`;
        }
        for (const key of ["found", "limit"] as const) {
            if (!isJson(given[key]))
                return `${where} has no ${key} that JSON can write (null: none)`;
        }
        const { setting, tag, change } = given;
        if (change !== undefined && !isChange(change)) {
            return `${where} has a change without a field and a value that JSON can write`;
        }
        if (setting !== undefined && !Object.keys(settings).some((each) => each === setting)) {
            return `${where} names the setting ${showValue(setting)}, which the rule doesn't have`;
        }
        if (tag !== undefined && (scope === "app" || typeof tag !== "string")) {
            return `${where} has a tag of its own`;
        }
        const identity = JSON.stringify([tag, given.field]);
        if (seen.has(identity))
            return `${where} is the second one about ${showText(String(given.field))}`;
        seen.add(identity);
    }
    return undefined;
}

function isChange(change: unknown): boolean {
    const { field, value } = Object(change) as { field?: unknown; value?: unknown };
    return typeof field === "string" && field !== "" && isJson(value);
}

function isJson(value: unknown): boolean {
    if (value === null || typeof value === "string" || typeof value === "boolean") return true;
    if (typeof value === "number") return Number.isFinite(value);
    if (typeof value !== "object") return false;
    return Object.values(value).every(isJson);
}

/**
 * Facts and settings are one object for all rules. Reads none of them: who reads a fact that nothing tells does
 * not judge.
 */
function freeze<Value>(value: Value): Value {
    if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
    Object.freeze(value);
    const parts: Record<string, PropertyDescriptor> = Object.getOwnPropertyDescriptors(value);
    for (const part of Object.values(parts)) freeze(part.value as unknown);
    return value;
}
