import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";

/** Does nothing, with the properties of a selection: they cost the engine something, whoever provides them. */
const provider: pulumi.dynamic.ResourceProvider = {
    create: (inputs: object) => Promise.resolve({ id: "constant", outs: inputs }),
};

class ConstantSelection extends pulumi.dynamic.Resource {
    constructor(name: string, properties: object) {
        super(provider, name, properties, {}, "bench", "ConstantSelection");
    }
}

const isStated = (value: unknown) =>
    value !== "" && value !== false && !(Array.isArray(value) && value.length === 0);

// What the selection looks up, from a file, with what a member states and nothing else.
const records = JSON.parse(
    readFileSync(new pulumi.Config().require("snapshot"), "utf8"),
    (_name, value: unknown) => (isStated(value) ? value : undefined),
) as { tag: string }[];
const members = records.map(({ tag, ...facts }) => {
    const { schemaVersion, ...stated } = facts as Record<string, unknown>;
    return [tag, stated];
});

new ConstantSelection("all", {
    resourceName: "all",
    select: {},
    endpoint: "http://127.0.0.1:8089/v1",
    apps: Object.fromEntries(members) as object,
});
