import {
    APP_FACTS,
    APP_RECORD_SCHEMA_VERSION,
    mapFacts,
    requiredFacts,
    type FactKind,
} from "bytenite-core/model";

const TEXT = { type: "string" };
const TYPES: Record<FactKind, object> = {
    text: TEXT,
    id: TEXT,
    name: TEXT,
    version: TEXT,
    instant: TEXT,
    link: TEXT,
    int64: TEXT,
    flag: { type: "boolean" },
    texts: { type: "array", items: TEXT },
    amount: { type: "number", minimum: 0 },
};

/** The JSON Schema of an AppRecord: app-record.schema.json, for programs in any language that read one. */
export function appRecordSchema(): object {
    return {
        $schema: "http://json-schema.org/draft-07/schema#",
        title: "A ByteNite app in a stack output",
        description:
            "What App.record(), getApp and getApps of pulumi-bytenite give, for programs in any language that read it through a stack reference. Fields may be added; schemaVersion grows when one changes its meaning or goes.",
        type: "object",
        required: ["schemaVersion", "tag", ...Object.keys(APP_FACTS)],
        properties: {
            schemaVersion: { const: APP_RECORD_SCHEMA_VERSION },
            tag: { ...TEXT, description: "The tag that was looked up." },
            readAt: {
                ...TEXT,
                format: "date-time",
                description:
                    "When the app was read from ByteNite, in UTC. Only where the exporting program asks for it.",
            },
            ...mapFacts<object>(
                APP_FACTS,
                ({ kind, ...described }) => ({ ...TYPES[kind], ...described }),
                (properties, group) => ({
                    type: "object",
                    required: requiredFacts(group),
                    properties,
                }),
            ),
        },
    };
}
