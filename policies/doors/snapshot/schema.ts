import { APP_FACTS, closedGroup, mapFacts, type FactKind } from "bytenite-core/model";

const text = { title: "a text", type: "string" };
const OTHERS: Partial<Record<FactKind, object>> = {
    flag: { title: "true or false", type: "boolean" },
    amount: { title: "a number of at least 0", type: "number", minimum: 0 },
    texts: { title: "a list of texts", type: "array", items: text },
};

/** The version of the file's shape. It grows when a key changes its meaning, comes or goes. */
export const SNAPSHOT_SCHEMA_VERSION = 1;

const APP = {
    tag: {
        title: "a tag such as img-gen@4.0",
        description: "The tag that was looked up: name, name@major or name@major.minor.",
        type: "string",
        pattern: "^[A-Za-z0-9_-]{1,64}(@\\d{1,9}(\\.\\d{1,9})?)?$",
    },
    ...mapFacts<object>(APP_FACTS, ({ kind }) => OTHERS[kind] ?? text, closedGroup),
};

/** The schema of a snapshot: bytenite.snapshot.schema.json. */
export const SNAPSHOT_SCHEMA = {
    $schema: "http://json-schema.org/draft-07/schema#",
    $comment: "What `bytenite-policies snapshot` writes: ByteNite apps, without credentials.",
    title: "a mapping with schemaVersion and apps",
    type: "object",
    additionalProperties: false,
    required: ["schemaVersion", "apps"],
    properties: {
        schemaVersion: {
            title: `the number ${SNAPSHOT_SCHEMA_VERSION}`,
            const: SNAPSHOT_SCHEMA_VERSION,
        },
        apps: {
            title: "a list of apps",
            type: "array",
            items: {
                title: "a mapping with the facts of an app",
                type: "object",
                additionalProperties: false,
                required: Object.keys(APP),
                properties: APP,
            },
        },
    },
};
