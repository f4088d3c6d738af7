import * as pulumi from "@pulumi/pulumi";
import { App } from "pulumi-bytenite";

interface DeploymentInputs {
    tag: string;
    /** It is created when this URL has answered. */
    waitFor?: string;
}

/** Stands for any resource that knows a tag only after it was created, and that may take its time. */
class Deployment extends pulumi.dynamic.Resource {
    declare readonly tag: pulumi.Output<string>;
    constructor(name: string, inputs: DeploymentInputs, options: pulumi.CustomResourceOptions) {
        super(
            {
                create: async ({ tag, waitFor }: DeploymentInputs) => {
                    if (waitFor !== undefined) await fetch(waitFor);
                    return { id: name, outs: { tag } };
                },
            },
            name,
            { ...inputs },
            options,
        );
    }
}

const dependsOn = ["first", "second"].map((name) => new App(name, { tag: name }));
const waitFor = new pulumi.Config().require("gate");
new Deployment("slow", { tag: "none", waitFor }, { dependsOn });
const quick = new Deployment("quick", { tag: "last" }, { dependsOn });
new App("last", { tag: quick.tag });
