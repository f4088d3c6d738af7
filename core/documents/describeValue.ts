import type { JsonSchema } from "./jsonSchema";
import { cut, quote } from "./showText";

/** How a value that a schema refuses stands in the document. */
export interface Found {
    value: unknown;
    /** A scalar as the file has it. */
    source: string | undefined;
    isSecret: boolean;
}

/** A refused value in a few words, and how to mend it if the quotes of a text are missing. */
export function describeValue({ value, source, isSecret }: Found, schema: JsonSchema): string {
    if (value === null || value === undefined) return "nothing";
    if (Array.isArray(value)) return describeList(value, schema);
    if (typeof value === "object") return "a mapping";
    const kind = typeof value === "string" ? "text" : typeof value;
    if (isSecret) return `a ${kind}`;
    if (typeof value === "string") return `the text ${quote(value)}`;
    const text = source ?? `${value as number | boolean}`;
    const advice = wouldFit(text, schema) ? `: put it in quotes, ${quote(text)}` : "";
    return `the ${kind} ${cut(text)}${advice}`;
}

function describeList({ length }: readonly unknown[], { type }: JsonSchema): string {
    if (length === 0) return "an empty list";
    return [type].flat().includes("array") ? `a list of ${length}` : "a list";
}

function wouldFit(text: string, schema: JsonSchema): boolean {
    if (![schema.type].flat().includes("string") || schema.format !== undefined) return false;
    if (schema.enum) return schema.enum.includes(text);
    return schema.pattern === undefined || new RegExp(schema.pattern, "u").test(text);
}
