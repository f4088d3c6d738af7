import { API_FACTS, mapFacts, type Fact, type FactKind } from "bytenite-core/model";

const reference = (definition: string): object => ({ $ref: `#/definitions/${definition}` });
const TEXT = reference("text");
const OF_KIND: Record<FactKind, object> = {
    text: TEXT,
    id: reference("id"),
    name: reference("name"),
    version: reference("version"),
    instant: reference("instant"),
    link: TEXT,
    int64: reference("revision"),
    flag: reference("flag"),
    texts: reference("texts"),
    amount: reference("amount"),
};
/** As the image registry has them, which ByteNite keeps for itself everywhere but in the API. */
const REGISTRY_CREDENTIALS = { username: TEXT, token: TEXT };

const VALUES = {
    name: {
        type: "string",
        title: '1 to 64 letters, digits, "-" and "_"',
        pattern: "^[A-Za-z0-9_-]{1,64}$",
    },
    version: {
        type: "string",
        title: "a text of the form major.minor",
        description: "In quotes: without them YAML reads 1.10 as the number 1.1.",
        pattern: String.raw`^(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})$`,
    },
    id: { type: "string", title: "a UUID", format: "uuid" },
    text: { type: "string", title: "a text" },
    nonEmptyText: { type: "string", title: "a text with at least one character", minLength: 1 },
    flag: { type: "boolean", title: "true or false" },
    revision: {
        type: "string",
        title: "a text of 1 to 18 decimal digits",
        pattern: "^[0-9]{1,18}$",
    },
    instant: {
        type: ["string", "null"],
        title: "an instant in UTC such as 2025-10-30T16:39:50.151Z",
        format: "date-time",
        pattern: String.raw`^[^ ]+T[0-9:]{8}(\.[0-9]{1,9})?Z$`,
    },
    amount: { type: "number", title: "a number that isn't negative", minimum: 0 },
    texts: { type: "array", title: "a list of texts", items: TEXT },
};

/** The JSON Schema of a catalogue: catalogue.schema.json, for editors and for the check of each catalogue. */
export function catalogueSchema(): object {
    const ofKind = ({ kind }: Fact) => OF_KIND[kind];
    const members = mapFacts<object>(API_FACTS, ofKind, (properties) => properties);
    const { name, version, ...fields } = {
        ...mapFacts<object>(API_FACTS, ofKind, (_properties, _group, its) => reference(its)),
        status: reference("nonEmptyText"),
    } as Record<string, object>;
    return {
        $schema: "http://json-schema.org/draft-07/schema#",
        title: "a mapping with the key apps",
        description:
            'The apps that the ByteNite emulator serves. Each title completes the sentence "the value must be ...".',
        type: "object",
        required: ["apps"],
        additionalProperties: false,
        properties: { apps: { type: "array", title: "a list of apps", items: reference("app") } },
        definitions: {
            app: {
                type: "object",
                title: "a mapping with a name and a version",
                required: ["name"],
                oneOf: [{ required: ["version"] }, { required: ["versions"] }],
                additionalProperties: false,
                properties: {
                    name,
                    version,
                    versions: {
                        type: "array",
                        title: "a list of at least one version",
                        minItems: 1,
                        items: reference("appVersion"),
                    },
                    ...fields,
                },
            },
            appVersion: {
                type: "object",
                title: "a mapping with a version",
                required: ["version"],
                description: "What a version leaves out is what the app says.",
                additionalProperties: false,
                properties: { version, ...fields },
            },
            ...VALUES,
            deviceRequirements: mapping(
                "a mapping with minCpu, minMemory and gpu",
                members.deviceRequirements,
            ),
            platformConfig: mapping("a mapping with container and what belongs to it", {
                ...members.platformConfig,
                ...REGISTRY_CREDENTIALS,
            }),
        },
    };
}

function mapping(title: string, properties: object | undefined): object {
    return { type: ["object", "null"], title, additionalProperties: false, properties };
}
