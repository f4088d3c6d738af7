import { TYPES } from "./types";

const text = { title: "a text", type: ["string", "null"] };
const flag = { title: "true or false", type: ["boolean", "null"] };
const amount = { title: "a number of at least 0", type: ["number", "null"], minimum: 0 };
const texts = {
    title: "a list of texts",
    type: ["array", "null"],
    items: { title: "a text", type: "string" },
};

const MANIFEST = "a mapping, as ByteNite's manifest.json is one";
const name = {
    title: "1 to 64 letters, digits, dashes and underscores",
    type: "string",
    pattern: "^[A-Za-z0-9_-]{1,64}$",
};

/** A manifest, with its keys in lower case. null is as good as absent. */
export interface ManifestDocument {
    name: string;
    version: string;
    description?: string | null;
    platform?: string | null;
    entrypoint?: string | null;
    platform_config?: {
        container?: string | null;
        private_image?: boolean | null;
        username?: string | null;
        token?: string | null;
        secrets?: string[] | null;
    } | null;
    device_requirements?: {
        min_cpu?: number | null;
        min_memory?: number | null;
        gpu?: string[] | null;
    } | null;
}

/** What ByteNite's pages describe, and what manifests were seen to have besides: type, requirements. */
export const MANIFEST_SCHEMA = {
    title: MANIFEST,
    type: "object",
    additionalProperties: false,
    required: ["name", "version"],
    properties: {
        name,
        version: {
            title: 'a version major.minor in quotes, for example "1.0"',
            type: "string",
            pattern: "^\\d{1,9}\\.\\d{1,9}$",
        },
        type: { title: `one of ${TYPES.join(", ")}, or nothing`, enum: [...TYPES, null] },
        description: text,
        platform: text,
        entrypoint: text,
        platform_config: {
            title: "a mapping",
            type: ["object", "null"],
            additionalProperties: false,
            properties: {
                container: text,
                private_image: flag,
                username: text,
                token: text,
                secrets: texts,
                requirements: {},
            },
        },
        device_requirements: {
            title: "a mapping",
            type: ["object", "null"],
            additionalProperties: false,
            properties: { min_cpu: amount, min_memory: amount, gpu: texts },
        },
    },
} as const;

/** What must be there for an engine to be one. Its other keys are not ours to judge. */
export const ENGINE_SCHEMA = {
    title: MANIFEST,
    type: "object",
    required: ["name"],
    properties: { name },
} as const;
