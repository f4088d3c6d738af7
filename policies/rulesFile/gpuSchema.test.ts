import { rules } from "../rules";
import { rulesFileSchema } from "./schema";

interface Schema {
    definitions: { gpu: { anyOf: [object, { properties: Record<string, object> }] } };
    properties: { rules: object };
}

it("completes what GPUs have in common in editors, wherever a setting names GPUs", () => {
    const schema = rulesFileSchema(rules) as Schema;
    const { properties } = schema.definitions.gpu.anyOf[1];
    expect(Object.keys(properties)).toEqual([
        "name",
        "vendor",
        "family",
        "memory",
        "computeCapability",
        "year",
    ]);
    expect(properties.vendor).toMatchObject({ enum: ["nvidia", "amd", "intel"] });
    expect(properties.family).toMatchObject({
        anyOf: [
            { enum: expect.arrayContaining(["hopper", "ada lovelace", "cdna 3"]) as string[] },
            { type: "string" },
        ],
    });
    const references = JSON.stringify(schema).match(/"\$ref":"#\/definitions\/gpu"/g);
    // gpu-allowed: allow and deny; gpu-first-choice: allow.
    expect(references).toHaveLength(3);
});
