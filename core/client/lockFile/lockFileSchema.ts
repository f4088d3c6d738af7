import { APP_FACTS, closedGroup, LOCK_FILE_ORDER, mapFacts, type Fact } from "../../model";
import { LOCK_SCHEMA_VERSION } from "./format";

/** The JSON Schema of a lock file: bytenite.lock.schema.json, for editors and for the check of each file. */
export function lockFileSchema(): object {
    const facts = mapFacts<object>(APP_FACTS, reference, closedGroup);
    return {
        $schema: "http://json-schema.org/draft-07/schema#",
        $comment:
            "bytenite.lock.json, which a program writes and no person: what the tags of ByteNite apps meant when they were locked.",
        title: "a mapping with schemaVersion and apps",
        type: "object",
        additionalProperties: false,
        required: ["schemaVersion", "apps"],
        properties: {
            schemaVersion: {
                title: `the number ${LOCK_SCHEMA_VERSION}`,
                const: LOCK_SCHEMA_VERSION,
            },
            apps: {
                title: "a mapping of tags",
                description:
                    "The apps by their tags, as they were looked up: name, name@major or name@major.minor.",
                type: "object",
                propertyNames: {
                    title: "a tag",
                    pattern: String.raw`^[A-Za-z0-9_-]{1,64}(@\d{1,9}(\.\d{1,9})?)?$`,
                },
                additionalProperties: { $ref: "#/definitions/app" },
            },
        },
        definitions: {
            text: { title: "a text", type: "string" },
            flag: { title: "true or false", type: "boolean" },
            texts: {
                title: "a list of texts",
                type: "array",
                items: { $ref: "#/definitions/text" },
            },
            amount: { title: "a number of at least 0", type: "number", minimum: 0 },
            app: {
                title: "a mapping with the facts of an app",
                type: "object",
                additionalProperties: false,
                required: [...LOCK_FILE_ORDER, "lockedAt"],
                properties: {
                    ...Object.fromEntries(LOCK_FILE_ORDER.map((name) => [name, facts[name]])),
                    lockedAt: {
                        title: "an instant like 2026-01-15T12:00:00.000Z",
                        type: "string",
                        format: "date-time",
                    },
                },
            },
        },
    };
}

function reference({ kind }: Fact): object {
    const isText = kind !== "flag" && kind !== "texts" && kind !== "amount";
    return { $ref: `#/definitions/${isText ? "text" : kind}` };
}
