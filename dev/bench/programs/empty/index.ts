import * as pulumi from "@pulumi/pulumi";

/** Does nothing: what is left is the engine's own time. */
const provider: pulumi.dynamic.ResourceProvider = {
    create: () => Promise.resolve({ id: "empty" }),
};

class Empty extends pulumi.dynamic.Resource {
    constructor(name: string) {
        super(provider, name, {}, {}, "bench", "Empty");
    }
}

const count = new pulumi.Config().requireNumber("count");
for (let index = 0; index < count; index += 1) new Empty(`empty-${index}`);
