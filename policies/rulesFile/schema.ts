import { COMMON_SETTINGS, settingSchemas } from "../contract/commonSettings";
import { LISTED_NAME, LISTED_NAME_TITLE } from "../contract/listedName";
import { GPU_PATTERN } from "../phrases/gpuPattern";
import type { Rule, SettingSchema } from "../contract/rule";
import { gpuCatalogueSchema, gpuPatternSchema } from "./gpuSchema";

const LEVELS = {
    title: "one of advisory, mandatory, disabled",
    description:
        "advisory: findings are shown. mandatory: a finding refuses the deployment. disabled: the rule does not run.",
    enum: ["advisory", "mandatory", "disabled"],
};
/** What a rule reports for information must not refuse what it informs of. */
const INFORMING_LEVELS = {
    title: "one of advisory, disabled",
    description: "advisory: shown. disabled: not shown.",
    enum: ["advisory", "disabled"],
};
const INFORMING = ["waiver-applied", "baseline-accepted"];

const listedName = { title: LISTED_NAME_TITLE, ...LISTED_NAME };
const globs = (description: string) => ({
    title: "a list of at least one text",
    description,
    type: "array",
    minItems: 1,
    items: listedName,
});

/** What several places have in common stands once, among the definitions. */
const reference = (definition: string) => ({ $ref: `#/definitions/${definition}` });

const text = (description: string) => ({
    title: "a text that is not empty",
    description,
    type: "string",
    minLength: 1,
    pattern: "\\S",
});

/**
 * The JSON Schema of a rules file: bytenite.rules.schema.json, for editors and for the check of each file.
 * @param isAsked says of which rules the settings are wanted: of the others it has the names
 */
export function rulesFileSchema(
    rules: readonly Rule[],
    isAsked: (rule: Rule) => boolean = () => true,
): object {
    const blocks = {
        defaults: {
            title: "a mapping",
            description: "What holds for every rule that does not say otherwise.",
            type: "object",
            additionalProperties: false,
            properties: {
                enforcementLevel: LEVELS,
                onUnknown: {
                    title: "one of fail, warn, skip",
                    description: "What to do in a preview where an app is not known yet.",
                    enum: ["fail", "warn", "skip"],
                },
                apps: globs(
                    "The apps that the rules judge: tags, names, or name@version, as globs.",
                ),
            },
        },
        rules: {
            title: "a mapping of rules",
            description: "The level and the settings of each rule, by its name.",
            type: "object",
            additionalProperties: false,
            properties: {
                all: {
                    ...LEVELS,
                    description:
                        "The level of every rule about apps and stacks. disabled turns off those to which this mapping gives no settings, and leaves app-readable advisory.",
                },
                ...Object.fromEntries(
                    rules.map((rule) => [rule.name, isAsked(rule) ? ruleSchema(rule) : {}]),
                ),
            },
        },
    };
    const references = { defaults: reference("defaults"), rules: reference("rules") };
    return {
        $schema: "http://json-schema.org/draft-07/schema#",
        title: "a mapping",
        description: "An organisation's rules for ByteNite apps.",
        type: "object",
        additionalProperties: false,
        definitions: {
            ...blocks,
            level: LEVELS,
            gpu: gpuPatternSchema(),
            listedName,
            ...Object.fromEntries(
                Object.entries(COMMON_SETTINGS).map(([name, schema]) => [name, withItems(schema)]),
            ),
        },
        properties: {
            $schema: text("Where this schema lies, for editors."),
            ...references,
            environments: {
                title: "a mapping of environments",
                description:
                    "What is different for some stacks. Where several environments cover a stack, the last one wins.",
                type: "object",
                propertyNames: { minLength: 1 },
                additionalProperties: {
                    title: "a mapping with the key stacks",
                    type: "object",
                    additionalProperties: false,
                    required: ["stacks"],
                    properties: {
                        stacks: globs(
                            "The stacks: stack, project/stack or organization/project/stack. Each part may have globs: */prod* covers prod and prod-eu of every project.",
                        ),
                        ...references,
                    },
                },
            },
            waivers: {
                title: "a list of waivers",
                description: "Findings that the organisation puts up with until a date.",
                type: "array",
                items: waiverSchema(rules),
            },
            catalogue: catalogueSchema(),
            baseline: text(
                "Path of the baseline, a file with findings to accept, from the folder of this file.",
            ),
            lock: text(
                "Path of a lock file, whose hashes hash-locked compares with, from the folder of this file.",
            ),
            rulePackages: modules(),
        },
    };
}

function modules(): object {
    return {
        title: "a list of at least one text",
        description:
            "Modules with rules of the organisation's own: paths from the folder of this file that begin with ./ or ../, or packages. Their code runs wherever apps are judged.",
        type: "array",
        minItems: 1,
        uniqueItems: true,
        items: { title: "a text", type: "string", minLength: 1 },
    };
}

function ruleSchema(rule: Rule): object {
    const level = INFORMING.includes(rule.name) ? INFORMING_LEVELS : reference("level");
    const settings = Object.fromEntries(
        Object.entries(settingSchemas(rule)).map(([name, schema]) => {
            const isCommon = Object.values(COMMON_SETTINGS).includes(schema);
            return [name, isCommon ? reference(name) : withItems(schema)];
        }),
    );
    return {
        description: rule.description,
        anyOf: [
            level,
            {
                title: "a mapping",
                type: "object",
                additionalProperties: false,
                properties: { enforcementLevel: level, ...settings },
            },
        ],
    };
}

/** Entries with the words of a mistake, which Pulumi's schemas don't have. Where GPUs are named, an editor completes. */
function withItems(schema: SettingSchema): object {
    if (schema.items === GPU_PATTERN) return { ...schema, items: reference("gpu") };
    return schema.items === LISTED_NAME ? { ...schema, items: reference("listedName") } : schema;
}

function waiverSchema(rules: readonly Rule[]): object {
    const waivable = rules.filter(({ scope }) => scope !== "exceptions").map(({ name }) => name);
    return {
        title: "a mapping with rule, reason, owner and expires",
        type: "object",
        additionalProperties: false,
        required: ["rule", "reason", "owner", "expires"],
        properties: {
            rule: { title: "the name of a rule", description: "The rule.", enum: waivable },
            app: {
                ...listedName,
                description:
                    "The apps: a tag, a name, or name@version, as a glob. Not needed for stack rules.",
            },
            stacks: globs(
                "The stacks: stack, project/stack or organization/project/stack, each part with globs. Without it, every stack.",
            ),
            reason: text("Why the finding is put up with."),
            owner: text("Who answers for it."),
            expires: {
                title: "a date such as 2026-12-31",
                description: "The last day on which the waiver holds, in UTC.",
                type: "string",
                format: "date",
            },
            hash: text("The app's hash. With another hash, the waiver does not hold."),
            requirements: {
                title: "64 hexadecimal digits",
                description:
                    "Digest of the app's device requirements. With others, the waiver does not hold.",
                type: "string",
                pattern: "^[0-9a-f]{64}$",
            },
        },
    };
}

function catalogueSchema(): object {
    const price = (description: string) => ({
        title: "a number of at least 0",
        description,
        type: "number",
        minimum: 0,
    });
    return {
        title: "a mapping",
        description: "What the organisation knows about hardware.",
        type: "object",
        additionalProperties: false,
        properties: {
            gpus: gpuCatalogueSchema(),
            prices: {
                title: "a mapping",
                description: "The organisation's own prices, for stack-hourly-cost.",
                type: "object",
                additionalProperties: false,
                properties: {
                    currency: text("What the prices are in, for example EUR."),
                    cpuHour: price("Price of one vCPU for an hour."),
                    memoryGbHour: price("Price of one GB of RAM for an hour."),
                    gpuHours: {
                        title: "a mapping of GPU models to prices",
                        description: "Price of one GPU for an hour, by the model's name.",
                        type: "object",
                        additionalProperties: price("Price of one GPU for an hour."),
                    },
                },
            },
        },
    };
}
