import * as pulumi from "@pulumi/pulumi";
import { App } from "pulumi-bytenite";

/** Stands for any resource that knows a tag only after it was created. */
class Deployment extends pulumi.dynamic.Resource {
    declare readonly tag: pulumi.Output<string>;
    constructor(name: string, tag: string) {
        super(
            {
                create: (inputs: { wanted: string }) =>
                    Promise.resolve({ id: name, outs: { tag: inputs.wanted } }),
            },
            name,
            { wanted: tag, tag: undefined },
        );
    }
}

const deployment = new Deployment("deployment", new pulumi.Config().require("tag"));
const app = new App("deployed", { tag: deployment.tag });

export const gpu = app.deviceRequirements.gpu;
