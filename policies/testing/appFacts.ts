import { toAppRecord, type AppFacts, type AppRecord } from "bytenite-core/model";

/** What a test says of an app: whatever matters to it. */
export type TestApp = Partial<Omit<AppRecord, "deviceRequirements" | "platformConfig">> & {
    deviceRequirements?: Partial<AppRecord["deviceRequirements"]>;
    platformConfig?: Partial<AppRecord["platformConfig"]>;
};

const DEFAULT_TAG = "img-gen@4.0";

/** A whole record. What a test leaves out is absent; name and version are those of the tag. */
export function toTestRecord(app: TestApp): AppRecord {
    const { tag = DEFAULT_TAG, deviceRequirements, platformConfig, ...given } = app;
    const [name = "", version = ""] = tag.split("@");
    const facts: AppFacts = {
        id: `id of ${tag}`,
        name,
        version,
        owner: "",
        userName: "",
        status: "",
        isPublic: false,
        createdAt: "",
        updatedAt: "",
        platform: "",
        hasRegistryCredentials: false,
        hash: "",
        link: "",
        entrypoint: "",
        revision: "",
        description: "",
        ...given,
        deviceRequirements: { gpu: [], ...deviceRequirements },
        platformConfig: { container: "", privateImage: false, secrets: [], ...platformConfig },
    };
    return toAppRecord(tag, facts);
}

const text = { title: "a text", type: "string" };
const flag = { title: "true or false", type: "boolean" };
const amount = { title: "a number of at least 0", type: "number", minimum: 0 };
const texts = { title: "a list of texts", type: "array", items: text };
const mapping = (properties: object) => ({
    title: "a mapping",
    type: "object",
    additionalProperties: false,
    properties,
});

/** The JSON Schema of TestApp. */
export const TEST_APP_SCHEMA = mapping({
    tag: text,
    id: text,
    name: text,
    version: text,
    owner: text,
    userName: text,
    status: text,
    isPublic: flag,
    createdAt: text,
    updatedAt: text,
    platform: text,
    hasRegistryCredentials: flag,
    hash: text,
    link: text,
    entrypoint: text,
    revision: text,
    description: text,
    deviceRequirements: mapping({ minCpu: amount, minMemory: amount, gpu: texts }),
    platformConfig: mapping({ container: text, privateImage: flag, secrets: texts }),
});
