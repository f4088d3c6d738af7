import { showValue } from "../model/foreignText";
import type { JsonSchema, SchemaNames } from "./jsonSchema";
import { quote } from "./showText";

/** What is said of a schema whose keywords say nothing that has words. */
export const UNKNOWN = "another value";

const MOST_LISTED = 15;
const MOST_KEYS_LISTED = 5;
const DEEPEST = 3;
const FORMATS: Record<string, string> = {
    date: "a date such as 2026-12-31",
    "date-time": "an instant such as 2026-12-31T23:59:59Z",
    email: "an email address",
    re2: "a regular expression in RE2's syntax",
    uri: "a URL such as https://example.com/page",
    uuid: "a UUID",
};
const PLURALS: Record<string, string> = {
    "a text": "texts",
    "a number": "numbers",
    "a whole number": "whole numbers",
    "true or false": "truth values",
    "a mapping": "mappings",
    "a list": "lists",
};

/** What completes the sentence "it must be …" for a schema: its title, or what its keywords say. */
export class Expectation {
    private readonly phrases = new WeakMap<object, string>();

    constructor(private readonly names: SchemaNames) {}

    of(schema: JsonSchema): string {
        return this.remember(schema, () => this.describe(schema, 0));
    }

    /** What any of the schemas allows. */
    ofAny(schemas: readonly JsonSchema[]): string {
        return this.remember(schemas, () => this.describeAny(schemas, 0));
    }

    // A file may have the same problem ten thousand times.
    private remember(key: object, make: () => string): string {
        const phrase = this.phrases.get(key) ?? make();
        this.phrases.set(key, phrase);
        return phrase;
    }

    private describe(schema: JsonSchema, depth: number): string {
        const { title, type, ...keywords } = this.names.resolve(schema);
        if (title !== undefined) return title;
        if (keywords.enum) return oneOf(keywords.enum);
        if ("const" in keywords) return showConstant(keywords.const);
        if (depth >= DEEPEST) return "a value";
        if (type !== undefined) {
            const phrases = [type].flat().map((kind) => this.ofKind(kind, keywords, depth));
            return either(phrases);
        }
        const alternatives = keywords.anyOf ?? keywords.oneOf;
        if (alternatives) return this.describeAny(alternatives, depth);
        const [first] = keywords.allOf ?? [];
        if (first) return this.describe(first, depth + 1);
        const kind = impliedKind(keywords);
        return kind === undefined ? UNKNOWN : this.ofKind(kind, keywords, depth);
    }

    private describeAny(schemas: readonly JsonSchema[], depth: number): string {
        return either(schemas.map((schema) => this.describe(schema, depth + 1)));
    }

    private ofKind(kind: string, schema: JsonSchema, depth: number): string {
        switch (kind) {
            case "string":
                return text(schema);
            case "number":
                return `a number${range(schema)}`;
            case "integer":
                return `a whole number${range(schema)}`;
            case "boolean":
                return "true or false";
            case "null":
                return "nothing";
            case "array":
                return this.list(schema, depth);
            default:
                return mapping(schema);
        }
    }

    private list(
        { items, minItems = 0, maxItems, uniqueItems }: JsonSchema,
        depth: number,
    ): string {
        const item = items && !Array.isArray(items) ? this.describe(items, depth + 1) : "a value";
        const plural = PLURALS[item];
        const many = `${uniqueItems ? "different " : ""}${plural ?? "values"}`;
        const each = plural === undefined && item !== "a value" ? `, each ${item}` : "";
        if (maxItems !== undefined) return `a list of ${minItems} to ${maxItems} ${many}${each}`;
        if (minItems === 1) {
            return plural
                ? `a list of at least one ${withoutArticle(item)}`
                : `a list of at least one value${each}`;
        }
        if (minItems > 1) return `a list of at least ${minItems} ${many}${each}`;
        return plural || uniqueItems || each ? `a list of ${many}${each}` : "a list";
    }
}

function impliedKind(schema: JsonSchema): string | undefined {
    const kinds: [string, (keyof JsonSchema)[]][] = [
        ["string", ["pattern", "format", "minLength", "maxLength"]],
        ["number", ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]],
        ["array", ["items", "minItems", "maxItems", "uniqueItems"]],
        ["object", ["properties", "required", "minProperties"]],
    ];
    return kinds.find(([, keywords]) => keywords.some((keyword) => keyword in schema))?.[0];
}

function text({ format, pattern, minLength = 0, maxLength }: JsonSchema): string {
    if (format !== undefined) return FORMATS[format] ?? `a text of the format ${format}`;
    if (pattern !== undefined) return `a text that matches ${pattern}`;
    if (maxLength !== undefined) return `a text of ${minLength} to ${maxLength} characters`;
    if (minLength === 1) return "a text with at least one character";
    return minLength > 0 ? `a text of at least ${minLength} characters` : "a text";
}

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
    if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
    const bounds = [
        minimum === undefined ? [] : [`of at least ${minimum}`],
        exclusiveMinimum === undefined ? [] : [`above ${exclusiveMinimum}`],
        maximum === undefined ? [] : [`of at most ${maximum}`],
        exclusiveMaximum === undefined ? [] : [`below ${exclusiveMaximum}`],
    ].flat();
    return bounds.length === 0 ? "" : ` ${bounds.join(" and ")}`;
}

function mapping({ required = [], properties = {}, minProperties = 0 }: JsonSchema): string {
    if (required.length > 0 && required.length <= MOST_KEYS_LISTED) {
        return `a mapping with ${listed(required, "and")}`;
    }
    if (minProperties > 0) return "a mapping that isn't empty";
    const keys = Object.keys(properties);
    if (keys.length === 0 || keys.length > MOST_KEYS_LISTED) return "a mapping";
    return `a mapping that may have ${listed(keys, "and")}`;
}

function oneOf(values: readonly unknown[]): string {
    const shown = values.slice(0, MOST_LISTED).map(showConstant).join(", ");
    if (values.length === 1) return shown;
    return `one of ${shown}${values.length > MOST_LISTED ? ", …" : ""}`;
}

function showConstant(value: unknown): string {
    if (typeof value !== "string") return showValue(value);
    // A text that YAML would take for something else needs its quotes.
    const isPlain = /^[A-Za-z][\w.@-]{0,59}$/.test(value) && !/^(true|false|null)$/i.test(value);
    return isPlain ? value : quote(value);
}

function either(phrases: readonly string[]): string {
    const different = [...new Set(phrases)];
    return different.join(different.some((phrase) => phrase.includes(",")) ? ", or " : " or ");
}

function withoutArticle(phrase: string): string {
    return phrase.replace(/^an? /, "");
}

/** "a, b and c" */
export function listed(words: readonly string[], conjunction: string): string {
    if (words.length < 2) return words.join("");
    return `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}
