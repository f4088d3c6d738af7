import { Expectation } from "./expectation";
import { SchemaNames } from "./jsonSchema";
import type { JsonSchema } from "./jsonSchema";

const DEFINITIONS = {
    size: { type: "number", minimum: 1 },
    "a/b": { title: "a name" },
    loop: { $ref: "#/definitions/loop" },
};

it.each<[JsonSchema, string]>([
    [{ title: "a size", type: "number" }, "a size"],
    [{ type: "string" }, "a text"],
    [{ type: "string", minLength: 1 }, "a text with at least one character"],
    [{ type: "string", minLength: 3 }, "a text of at least 3 characters"],
    [{ type: "string", maxLength: 3 }, "a text of 0 to 3 characters"],
    [{ type: "string", pattern: "^a" }, "a text that matches ^a"],
    [{ pattern: "^a" }, "a text that matches ^a"],
    [{ type: "string", format: "date" }, "a date such as 2026-12-31"],
    [{ format: "uuid" }, "a UUID"],
    [{ type: "string", format: "hostname" }, "a text of the format hostname"],
    [{ type: "number" }, "a number"],
    [{ type: "number", minimum: 0 }, "a number of at least 0"],
    [{ type: "number", minimum: 0, maximum: 1 }, "a number from 0 to 1"],
    [{ type: "integer", exclusiveMinimum: 0 }, "a whole number above 0"],
    [{ type: "number", exclusiveMinimum: 0, maximum: 5 }, "a number above 0 and of at most 5"],
    [{ exclusiveMaximum: 5 }, "a number below 5"],
    [{ type: "boolean" }, "true or false"],
    [{ type: ["string", "null"] }, "a text or nothing"],
    [{ type: "array" }, "a list"],
    [{ type: "array", items: { type: "string" } }, "a list of texts"],
    [{ type: "array", items: { type: "string" }, minItems: 1 }, "a list of at least one text"],
    [
        { type: "array", items: { type: "integer" }, minItems: 2 },
        "a list of at least 2 whole numbers",
    ],
    [
        { type: "array", items: { type: "string" }, minItems: 1, maxItems: 3 },
        "a list of 1 to 3 texts",
    ],
    [{ type: "array", items: { type: "string" }, uniqueItems: true }, "a list of different texts"],
    [{ type: "array", items: { enum: ["a", "b"] } }, "a list of values, each one of a, b"],
    [
        { type: "array", items: { title: "a GPU" }, minItems: 1 },
        "a list of at least one value, each a GPU",
    ],
    [
        { type: "array", items: { $ref: "#/definitions/size" } },
        "a list of values, each a number of at least 1",
    ],
    [{ type: "object" }, "a mapping"],
    [{ type: "object", required: ["a", "b", "c"] }, "a mapping with a, b and c"],
    [{ type: "object", properties: { a: {} } }, "a mapping that may have a"],
    [{ type: "object", minProperties: 1 }, "a mapping that isn't empty"],
    [{ enum: ["a", "b-c", "1.0", "true", 1, null] }, 'one of a, b-c, "1.0", "true", 1, null'],
    [{ enum: [true] }, "true"],
    [
        { enum: Array.from({ length: 16 }, (_, n) => n) },
        "one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, …",
    ],
    [{ const: 1 }, "1"],
    [{ const: "a b" }, '"a b"'],
    [{ anyOf: [{ type: "string" }, { type: "number" }, { type: "string" }] }, "a text or a number"],
    [{ oneOf: [{ enum: ["a", "b"] }, { type: "object" }] }, "one of a, b, or a mapping"],
    [{ allOf: [{ $ref: "#/definitions/size" }] }, "a number of at least 1"],
    [{ $ref: "#/definitions/a~1b" }, "a name"],
    [{ $ref: "#/definitions/size", title: "a memory size" }, "a memory size"],
    [{ $ref: "#/definitions/loop" }, "another value"],
    [{ $ref: "#/nowhere/at/all" }, "another value"],
    [{}, "another value"],
])("%j is %s", (schema, expected) => {
    const names = new SchemaNames({ definitions: DEFINITIONS });
    expect(new Expectation(names).of(schema)).toBe(expected);
});
