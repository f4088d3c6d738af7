import type { ErrorObject } from "ajv";
import type { Path } from "./problems";

const LONGEST_SHOWN = 60;
// What a person mistypes here may still be a real credential.
const SECRET = new Set(["username", "token"]);

/** A refused value in a few words. `source` is how a scalar stands in the file. */
export function describeValue(error: ErrorObject, path: Path, source: string | undefined): string {
    const value: unknown = error.data;
    if (value === null || value === undefined) return "nothing";
    if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
    if (typeof value === "object") return "a mapping";
    const kind = typeof value === "string" ? "text" : typeof value;
    if (SECRET.has(String(path.at(-1)))) return `a ${kind}`;
    if (typeof value === "string") return `the text ${JSON.stringify(shorten(value))}`;
    const text = source ?? JSON.stringify(value);
    return `the ${kind} ${text}${expectsText(error) ? `: put it in quotes, "${text}"` : ""}`;
}

function expectsText(error: ErrorObject): boolean {
    return error.keyword === "type" && [error.schema].flat().includes("string");
}

function shorten(text: string): string {
    return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
