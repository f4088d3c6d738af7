import fc from "fast-check";
import { gpuPattern } from "../appRecord.testSupport";
import type { Rule, SettingSchema } from "../contract/rule";
import { GPU_PATTERN } from "../phrases/gpuPattern";

type Schema = Partial<SettingSchema>;

/** Texts that mean something to one rule or another. */
const WORDS = ["*", "t4", "tesla t4", "ampere", "nvidia", "docker", "active", "a*", "main.py", "2"];

/** Settings that the rule's schemas allow, each of them there or not. */
export function anySettings(rule: Rule): fc.Arbitrary<Record<string, unknown>> {
    const schemas: [string, SettingSchema][] = Object.entries(rule.settings);
    const model = Object.fromEntries(schemas.map(([name, schema]) => [name, anyValue(schema)]));
    return fc.record(model, { requiredKeys: [] }).map((settings) => ({ ...settings }));
}

function anyValue(schema: Schema): fc.Arbitrary<unknown> {
    const { type, items, minimum = 0 } = schema;
    if (schema.enum) return fc.constantFrom(...(schema.enum as unknown[]));
    if (items === GPU_PATTERN) return fc.array(gpuPattern, { maxLength: 4 });
    switch (type) {
        case "integer":
            return fc.integer({ min: minimum, max: minimum + 25 });
        case "number":
            return fc.constantFrom(0.5, 1, 2, 4.25, 8, 16, 64).filter((each) => each >= minimum);
        case "array":
            return fc.uniqueArray(anyValue(items as Schema), { minLength: 1, maxLength: 4 });
        case "object":
            return fc.dictionary(fc.constantFrom("t4", "h100"), fc.constantFrom(0.5, 2), {
                noNullPrototype: true,
            });
        case "boolean":
            return fc.boolean();
        default:
            return fc.constantFrom(...WORDS);
    }
}
