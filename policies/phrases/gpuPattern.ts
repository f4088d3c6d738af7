import { COMPARISONS, familyKey, type GpuPattern, type GpuVocabulary } from "bytenite-core/model";
import { NO_EXCLUSION } from "../contract/listedName";
import type { SettingSchema } from "../contract/rule";
import { SettingError } from "../contract/settingError";
import { quote } from "./wording";

const number = (description: string): SettingSchema => ({
    type: ["number", "string"],
    minimum: 0,
    pattern: COMPARISONS,
    description: `${description}: a number, or comparisons such as ">=40" or ">=24 <80".`,
});

const text = (description: string): SettingSchema => ({
    type: "string",
    minLength: 1,
    description,
});

/** The schema of an entry in a setting that names GPUs. Without anyOf, which Pulumi's schemas don't have. */
export const GPU_PATTERN: Omit<SettingSchema, "description"> = {
    type: ["string", "object"],
    minLength: 1,
    pattern: NO_EXCLUSION,
    minProperties: 1,
    additionalProperties: false,
    properties: {
        name: { ...text("A name in any spelling, or a glob."), pattern: NO_EXCLUSION },
        vendor: {
            type: "string",
            enum: ["nvidia", "amd", "intel"],
            description: "Who makes it.",
        },
        family: text("The architecture, such as hopper or cdna 3."),
        memory: number("GB on the card, or in the slice of it"),
        computeCapability: number("NVIDIA's number of what a program may use, such as 8.6"),
        year: number("Of the release"),
    },
};

/** The families of a setting's selectors that no known model has. */
export function unknownFamilies(gpus: GpuVocabulary, patterns: readonly GpuPattern[]): string[] {
    const families = patterns.flatMap((pattern) =>
        typeof pattern === "string" || pattern.family === undefined ? [] : [pattern.family],
    );
    if (families.length === 0) return [];
    const known = new Set(gpus.families.map(familyKey));
    return families.filter((family) => !known.has(familyKey(family)));
}

/**
 * Ends the run for a selector whose family no model has. Rules files are checked when they are read, but
 * Pulumi's own configuration is not.
 */
export function requireKnownFamilies(
    rule: string,
    setting: string,
    patterns: readonly GpuPattern[],
    gpus: GpuVocabulary,
): void {
    if (patterns.every((pattern) => typeof pattern === "string")) return;
    const [family] = unknownFamilies(gpus, patterns);
    if (family === undefined) return;
    const problem = `wrong: no known GPU model is of the family ${quote([family])}`;
    throw new SettingError(rule, setting, problem);
}
