/** The part of JSON Schema (draft 7) that sentences are made from. */
export interface JsonSchema {
    $ref?: string;
    title?: string;
    type?: string | string[];
    const?: unknown;
    enum?: unknown[];
    minimum?: number;
    maximum?: number;
    exclusiveMinimum?: number;
    exclusiveMaximum?: number;
    minLength?: number;
    maxLength?: number;
    pattern?: string;
    format?: string;
    items?: JsonSchema;
    minItems?: number;
    maxItems?: number;
    uniqueItems?: boolean;
    required?: string[];
    properties?: Record<string, JsonSchema>;
    minProperties?: number;
    anyOf?: JsonSchema[];
    oneOf?: JsonSchema[];
    allOf?: JsonSchema[];
}

/** The schemas that a root schema holds by name. */
export class SchemaNames {
    constructor(private readonly root: object) {}

    /** What the schema refers to, or itself if it has words of its own. */
    resolve(schema: JsonSchema): JsonSchema {
        const seen = new Set<JsonSchema>();
        let current = schema;
        while (current.$ref !== undefined && current.title === undefined && !seen.has(current)) {
            seen.add(current);
            current = this.find(current.$ref) ?? {};
        }
        return current;
    }

    private find(reference: string): JsonSchema | undefined {
        if (!reference.startsWith("#")) return undefined;
        let value: unknown = this.root;
        for (const step of reference.split("/").slice(1)) {
            const key = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
            value = (value as Record<string, unknown> | undefined)?.[key];
        }
        return value as JsonSchema | undefined;
    }
}
