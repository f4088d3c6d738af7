import {
    APP_FACTS,
    APP_RECORD_SCHEMA_VERSION,
    mapFacts,
    type AppRecord,
    type FactKind,
} from "bytenite-core/model";
import * as v from "valibot";

const text = v.string();
const CHECKS: Record<FactKind, v.GenericSchema> = {
    text,
    id: text,
    name: text,
    version: text,
    instant: text,
    link: text,
    int64: text,
    flag: v.boolean(),
    texts: v.array(text),
    amount: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
};

/** The shape of app-record.schema.json, with fields that later versions may add. */
const schema = v.looseObject({
    schemaVersion: v.literal(APP_RECORD_SCHEMA_VERSION),
    tag: text,
    readAt: v.optional(v.pipe(text, v.isoTimestamp())),
    ...mapFacts<v.GenericSchema>(
        APP_FACTS,
        ({ kind }) => CHECKS[kind],
        (members) => v.looseObject(members),
    ),
});

/** The record, or what is wrong with the value: the end of a sentence without a full stop. */
export function parseAppRecord(value: unknown): AppRecord | { problem: string } {
    const result = v.safeParse(schema, value, { abortEarly: true });
    if (result.success) return result.output as unknown as AppRecord;
    const [issue] = result.issues;
    const field = v.getDotPath(issue);
    if (field === null) return { problem: "it is no mapping" };
    const found = issue.input === undefined ? "is missing" : "has another type or value";
    return { problem: `${field} ${found}` };
}
