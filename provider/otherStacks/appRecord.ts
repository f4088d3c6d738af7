import { APP_RECORD_SCHEMA_VERSION, type AppRecord } from "bytenite-core/model";
import * as v from "valibot";

const text = v.string();
const amount = v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)));

/** The shape of app-record.schema.json, with fields that later versions may add. */
const schema = v.looseObject({
    schemaVersion: v.literal(APP_RECORD_SCHEMA_VERSION),
    tag: text,
    readAt: v.optional(v.pipe(text, v.isoTimestamp())),
    id: text,
    name: text,
    version: text,
    owner: text,
    userName: text,
    status: text,
    deviceRequirements: v.looseObject({
        minCpu: amount,
        minMemory: amount,
        gpu: v.array(text),
    }),
    isPublic: v.boolean(),
    createdAt: text,
    updatedAt: text,
    platform: text,
    platformConfig: v.looseObject({
        container: text,
        privateImage: v.boolean(),
        secrets: v.array(text),
    }),
    hasRegistryCredentials: v.boolean(),
    hash: text,
    link: text,
    entrypoint: text,
    revision: text,
    description: text,
});

/** The record, or what is wrong with the value: the end of a sentence without a full stop. */
export function parseAppRecord(value: unknown): AppRecord | { problem: string } {
    const result = v.safeParse(schema, value, { abortEarly: true });
    if (result.success) return result.output as AppRecord;
    const [issue] = result.issues;
    const field = v.getDotPath(issue);
    if (field === null) return { problem: "it is no mapping" };
    const found = issue.input === undefined ? "is missing" : "has another type or value";
    return { problem: `${field} ${found}` };
}
