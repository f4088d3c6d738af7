type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Properties = { [key: string]: Json };

/** What an OpenAPI document says to a machine. */
export interface OpenApiFacts {
    servers: Json[];
    security: Json;
    securitySchemes: Properties;
    /** By path. */
    operations: Record<string, Record<string, OperationFacts>>;
    schemas: Properties;
}

interface OperationFacts {
    operationId: Json;
    parameters: Properties[];
    /** The JSON schema of each status's body. */
    responses: Properties;
}

/**
 * The facts of an OpenAPI document, without its texts, its order and the content types besides JSON:
 * what two documents must have in common to describe the same API.
 */
export function openApiFacts(document: Properties): OpenApiFacts {
    const resolve = (value: Json | undefined): Properties => {
        const { $ref } = asProperties(value);
        if (typeof $ref !== "string") return asProperties(value);
        return $ref
            .replace("#/", "")
            .split("/")
            .reduce((node: Properties, key) => asProperties(node[key]), document);
    };
    const components = asProperties(document.components);
    const operations: OpenApiFacts["operations"] = {};
    for (const [path, item] of Object.entries(asProperties(document.paths))) {
        const { parameters: shared, get, post } = asProperties(item);
        const methods = Object.entries({ get, post }).filter(([, operation]) => operation);
        operations[path] = Object.fromEntries(
            methods.map(([method, operation]) => [
                method,
                operationFacts(asProperties(operation), asList(shared), resolve),
            ]),
        );
    }
    return {
        servers: asList(document.servers).map((server) => asProperties(server).url ?? null),
        security: document.security ?? null,
        securitySchemes: asProperties(withoutTexts(components.securitySchemes ?? {})),
        operations,
        schemas: Object.fromEntries(
            Object.entries(asProperties(components.schemas)).map(([name, schema]) => [
                name,
                withoutTexts(schema),
            ]),
        ),
    };
}

function operationFacts(
    operation: Properties,
    shared: Json[],
    resolve: (value: Json | undefined) => Properties,
): OperationFacts {
    const parameters = [...shared, ...asList(operation.parameters)].map((parameter) =>
        asProperties(withoutTexts(resolve(parameter))),
    );
    const responses = Object.entries(asProperties(operation.responses)).map(
        ([status, response]) => {
            const content = asProperties(resolve(response).content);
            return [status, withoutTexts(asProperties(content["application/json"]).schema ?? null)];
        },
    );
    return {
        operationId: operation.operationId ?? null,
        parameters,
        responses: Object.fromEntries(responses) as Properties,
    };
}

/** A property may be called `description`: only a schema's own are texts. `{}` allows what `true` does. */
function withoutTexts(schema: Json): Json {
    if (Array.isArray(schema)) return schema.map(withoutTexts);
    if (typeof schema !== "object" || schema === null) return schema;
    const entries = Object.entries(schema)
        .filter(([key]) => !["description", "title", "summary", "examples"].includes(key))
        .map(([key, value]) => {
            if (key === "properties") return [key, eachWithoutTexts(value)];
            const isAny = key === "additionalProperties" && JSON.stringify(value) === "{}";
            return [key, isAny ? true : withoutTexts(value)];
        });
    return Object.fromEntries(entries) as Properties;
}

function eachWithoutTexts(properties: Json): Json {
    const entries = Object.entries(asProperties(properties)).map(([name, schema]) => [
        name,
        withoutTexts(schema),
    ]);
    return Object.fromEntries(entries) as Properties;
}

function asProperties(value: Json | undefined): Properties {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function asList(value: Json | undefined): Json[] {
    return Array.isArray(value) ? value : [];
}
