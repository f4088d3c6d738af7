import {
    APP_FACTS,
    appFacts,
    mapFacts,
    toAppRecord,
    type AppRecord,
    type FactKind,
} from "bytenite-core/model";

/** What a test says of an app: whatever matters to it. */
export type TestApp = Partial<Omit<AppRecord, "deviceRequirements" | "platformConfig">> & {
    deviceRequirements?: Partial<AppRecord["deviceRequirements"]>;
    platformConfig?: Partial<AppRecord["platformConfig"]>;
};

const DEFAULT_TAG = "img-gen@4.0";

/** A whole record. What a test leaves out is absent; name and version are those of the tag. */
export function toTestRecord(app: TestApp): AppRecord {
    const { tag = DEFAULT_TAG, ...given } = app;
    const [name = "", version = ""] = tag.split("@");
    return toAppRecord(tag, appFacts({ id: `id of ${tag}`, name, version, ...given }));
}

const text = { title: "a text", type: "string" };
const SCHEMAS: Record<FactKind, object> = {
    text,
    id: text,
    name: text,
    version: text,
    instant: text,
    link: text,
    int64: text,
    flag: { title: "true or false", type: "boolean" },
    texts: { title: "a list of texts", type: "array", items: text },
    amount: { title: "a number of at least 0", type: "number", minimum: 0 },
};
const mapping = (properties: object): object => ({
    title: "a mapping",
    type: "object",
    additionalProperties: false,
    properties,
});

/** The JSON Schema of TestApp. */
export const TEST_APP_SCHEMA = mapping({
    tag: text,
    ...mapFacts(APP_FACTS, ({ kind }) => SCHEMAS[kind], mapping),
});
