import { readFileSync } from "node:fs";
import addFormats from "ajv-formats";
import Ajv2020 from "ajv/dist/2020";
import type { AnyValidateFunction } from "ajv/dist/core";
import { parse } from "yaml";

interface SchemaObject {
    [keyword: string]: unknown;
    properties?: Record<string, SchemaObject>;
}
interface Response {
    content: { "application/json": { schema: SchemaObject } };
}
interface PathItem {
    servers?: { url: string }[];
    [method: string]: unknown;
}
interface OpenApi {
    servers: { url: string }[];
    paths: Record<string, PathItem>;
    components: { schemas: Record<string, SchemaObject>; responses: Record<string, Response> };
}

const text = readFileSync(require.resolve("bytenite-core/model/openapi.yaml"), "utf8");
const document = parse(text) as OpenApi;
const ajv = new Ajv2020({ allErrors: true });
addFormats(ajv);
ajv.addVocabulary(["components"]);
ajv.addSchema({ $id: "bytenite", components: { schemas: closed(document.components.schemas) } });
const errorShapes = ["commonGenericResponse", "rpcStatus"].map((name) =>
    ajv.compile({
        type: "object",
        allOf: [{ $ref: `bytenite#/components/schemas/${name}` }],
        ...allFieldsOf(name),
    }),
);

/**
 * Fails unless the answer is what the API's description has for the operation and status. A failure's
 * body, which the description mostly leaves open, must have one of the two shapes it names.
 */
export function expectConformance(
    request: { method: string; path: string },
    answer: { status: number; contentType: string | null; body: unknown },
): void {
    expect(answer.contentType).toBe("application/json; charset=utf-8");
    // A message or timestamp that is unset is null in protojson, and the published schemas, which
    // say nothing about null, mean the message that is set.
    const body = withoutNulls(answer.body);
    if (answer.status !== 200) {
        expect(errorShapes.some((isErrorShape) => isErrorShape(body))).toBe(true);
        return;
    }
    const validate = findSchema(request.method, request.path);
    void validate(body);
    expect(validate.errors ?? []).toEqual([]);
}

function findSchema(method: string, path: string): AnyValidateFunction {
    for (const [template, item] of Object.entries(document.paths)) {
        const server = (item.servers ?? document.servers)[0]?.url ?? "";
        const pattern = `${new URL(server).pathname}${template}`.replace(/\{\w+\}/g, "[^/]+");
        if (!new RegExp(`^${pattern}$`).test(path)) continue;
        const operation = item[method.toLowerCase()] as { responses: Record<string, Response> };
        const { schema } = operation.responses["200"]?.content["application/json"] ?? {};
        const validate = ajv.getSchema(`bytenite${String(schema?.$ref)}`);
        if (validate) return validate;
    }
    throw new Error(`The API's description has no ${method} ${path}`);
}

// The description leaves room for fields to come; the emulator must not invent any.
function closed(schemas: Record<string, SchemaObject>): Record<string, SchemaObject> {
    const entries = Object.entries(schemas).map(([name, schema]) => [
        name,
        { additionalProperties: false, ...schema },
    ]);
    return Object.fromEntries(entries) as Record<string, SchemaObject>;
}

function allFieldsOf(name: string): { required: string[] } {
    return { required: Object.keys(document.components.schemas[name]?.properties ?? {}) };
}

function withoutNulls(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withoutNulls);
    if (typeof value !== "object" || value === null) return value;
    const set = Object.entries(value).filter(([, field]) => field !== null);
    return Object.fromEntries(set.map(([key, field]) => [key, withoutNulls(field)]));
}
