import { DocumentSchema } from "bytenite-core/documents";
import { showText, showValue } from "bytenite-core/model";
import type { Category, Rule } from "../contract/rule";
import type { Severity } from "../contract/problem";
import { describeCause, type OwnCode } from "./cause";

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const SEVERITIES: readonly Severity[] = ["low", "medium", "high", "critical"];
const CATEGORIES: readonly Category[] = ["gpu", "cpu and memory", "identity", "container", "stack"];
const TEXTS = ["description", "explanation", "remediation"] as const;
/** What the level is called among a rule's settings. */
const RESERVED_SETTING = "enforcementLevel";

/** What keeps a value that a module exports from being a rule: the end of a sentence about it. None: it is one. */
export function findFaults(exported: unknown, code: OwnCode): string[] {
    if (typeof exported !== "object" || exported === null) {
        return [
            `is ${showValue(exported)}, and no rule: make it with defineAppRule or defineStackRule`,
        ];
    }
    const rule = exported as Partial<
        Record<keyof Rule | "isAboutReading" | "needs" | "idleWhenEmpty", unknown>
    >;
    return [
        ...findNameFaults(rule.name),
        ...TEXTS.filter((key) => !isText(rule[key])).map(
            (key) => `has no ${key}: it must be a text`,
        ),
        ...(isOneOf(SEVERITIES, rule.severity)
            ? []
            : [
                  `has ${describe("severity", rule.severity)}: it must be one of ${SEVERITIES.join(", ")}`,
              ]),
        ...(isOneOf(CATEGORIES, rule.category)
            ? []
            : [
                  `has ${describe("category", rule.category)}: it must be one of ${CATEGORIES.join(", ")}`,
              ]),
        ...(rule.isAboutSecurity === undefined || rule.isAboutSecurity === true
            ? []
            : [
                  `has ${describe("isAboutSecurity", rule.isAboutSecurity)}: it must be true, or left out`,
              ]),
        ...(isOneOf(["app", "stack"], rule.scope) && rule.isAboutReading === undefined
            ? []
            : ["judges neither apps nor stacks: make it with defineAppRule or defineStackRule"]),
        ...(typeof rule.evaluate === "function" ? [] : ["has no function evaluate"]),
        ...findPageFaults(rule.page),
        ...findSettingFaults(rule.settings, code),
        ...findNeedsFaults("needs", rule.needs, Object.keys(Object(rule.settings) as object)),
        ...findNeedsFaults("idleWhenEmpty", rule.idleWhenEmpty, rule.needs ?? []),
    ];
}

function findNameFaults(name: unknown): string[] {
    if (!isText(name)) return ["has no name: it must be a text"];
    if (name === "all") return ['is called "all", which means every rule in a rules file'];
    return NAME.test(name)
        ? []
        : ["has a name that is not in kebab case, such as entrypoint-allowed"];
}

function findPageFaults(page: unknown): string[] {
    if (page === undefined) return [];
    const isUrl = typeof page === "string" && /^https?:\/\//.test(page) && URL.canParse(page);
    return isUrl
        ? []
        : [`has ${describe("page", page)}: it must be a URL that begins with https://`];
}

function findSettingFaults(settings: unknown, code: OwnCode): string[] {
    if (typeof settings !== "object" || settings === null || Array.isArray(settings)) {
        return ["has no settings: a mapping of names to JSON schemas, {} for none"];
    }
    return Object.entries(settings).flatMap(([name, schema]: [string, unknown]) => {
        const setting = `has the setting ${showText(name)}`;
        if (name === RESERVED_SETTING) return [`${setting}, which every rule has already`];
        const { description, type, default: initial } = Object(schema) as Record<string, unknown>;
        if (!isText(description)) return [`${setting} without a description`];
        if (type === undefined) return [`${setting} without a type`];
        try {
            const compiled = new DocumentSchema(schema as object, { noun: "its default" });
            if (initial !== undefined) compiled.validate(initial, NOWHERE);
            return [];
        } catch (error) {
            return [`${setting}, whose schema can't be used: ${describeCause(error, code)}`];
        }
    });
}

/** @param among the names that the list may have */
function findNeedsFaults(key: "needs" | "idleWhenEmpty", given: unknown, among: unknown): string[] {
    if (given === undefined) return [];
    const isKnown = (each: unknown) => Array.isArray(among) && among.includes(each);
    if (Array.isArray(given) && given.every(isKnown)) return [];
    const what = key === "needs" ? "names of its settings" : "names in its needs";
    return [`has ${describe(key, given)}: it must be a list of ${what}`];
}

/** A default stands in code. */
const NOWHERE = {
    file: "default",
    locate: () => "default",
    lineOf: () => 0,
    sourceOf: () => undefined,
};

function describe(key: string, value: unknown): string {
    return value === undefined ? `no ${key}` : `the ${key} ${showValue(value)}`;
}

function isText(value: unknown): value is string {
    return typeof value === "string" && value.trim() !== "";
}

function isOneOf(allowed: readonly string[], value: unknown): boolean {
    return typeof value === "string" && allowed.includes(value);
}
