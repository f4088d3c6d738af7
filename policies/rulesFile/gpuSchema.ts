import { knownGpuModels } from "bytenite-core/model";
import { NO_EXCLUSION } from "../contract/listedName";
import { GPU_PATTERN } from "../phrases/gpuPattern";

const GPU_NAME_TITLE =
    "the name of a GPU that does not begin with ! (deny of gpu-allowed is for what is not allowed)";

/** An entry of a setting that names GPUs: a name, a glob, or what GPUs have in common. */
export function gpuPatternSchema(): object {
    const { properties } = GPU_PATTERN;
    const families = [...new Set(knownGpuModels().map(({ family }) => family))];
    return {
        title: `${GPU_NAME_TITLE}, or a mapping such as { family: hopper }`,
        anyOf: [
            { title: GPU_NAME_TITLE, type: "string", minLength: 1, pattern: NO_EXCLUSION },
            {
                title: "a mapping with at least one of name, vendor, family, memory, computeCapability and year",
                type: "object",
                additionalProperties: false,
                minProperties: 1,
                properties: {
                    ...properties,
                    name: { title: GPU_NAME_TITLE, ...(properties?.name as object) },
                    family: {
                        title: "a family such as hopper",
                        description:
                            "The architecture: one of these, or of a model in catalogue.gpus.",
                        anyOf: [{ enum: families }, { type: "string", minLength: 1 }],
                    },
                    memory: comparisons("memory"),
                    computeCapability: comparisons("computeCapability"),
                    year: comparisons("year"),
                },
            },
        ],
    };
}

function comparisons(name: string): object {
    const schema = GPU_PATTERN.properties?.[name];
    const title = 'a number, or comparisons such as ">=40" or ">=24 <80"';
    return { title, ...(typeof schema === "object" && schema) };
}

/** What an organisation's catalogue says of GPUs. */
export function gpuCatalogueSchema(): object {
    return {
        title: "a mapping",
        description: "GPU models.",
        type: "object",
        additionalProperties: false,
        properties: {
            observed: {
                title: "true or false",
                description:
                    "Whether models are known besides the organisation's own: those that ByteNite was seen to use, and the public range. Default: true.",
                type: "boolean",
            },
            models: {
                title: "a list of GPU models",
                description: "Models of the organisation's own. They win over all others.",
                type: "array",
                items: {
                    title: "a mapping with name, family and vram",
                    type: "object",
                    additionalProperties: false,
                    required: ["name", "family", "vram"],
                    properties: {
                        name: text("The spelling to use in an app's manifest."),
                        aliases: {
                            title: "a list of at least one text",
                            description: "Other names of the same model.",
                            type: "array",
                            minItems: 1,
                            items: { title: "a text", type: "string", minLength: 1 },
                        },
                        family: text("The architecture, for example hopper."),
                        vram: positive("GB of memory on the card."),
                        vendor: text("Who makes it: nvidia, amd, intel or another."),
                        computeCapability: positive(
                            "NVIDIA's number of what a program may use: 8.6.",
                        ),
                        power: positive("W."),
                        year: {
                            title: "a year such as 2024",
                            description: "Of the release.",
                            type: "integer",
                            minimum: 1990,
                        },
                    },
                },
            },
        },
    };
}

function text(description: string): object {
    return { title: "a text", description, type: "string", minLength: 1 };
}

function positive(description: string): object {
    return { title: "a number greater than 0", description, type: "number", exclusiveMinimum: 0 };
}
