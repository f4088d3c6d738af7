import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { App, getApp } from "pulumi-bytenite";

const config = new pulumi.Config();
const tag = config.require("tag");
const app = new App("crash", { tag });

/** Whatever can be seen of what the program holds ends up in the message. */
export const never = getApp({ tag, includeRegistryCredentials: true }).then((record) => {
    throw new Error(inspect([app, record], { depth: 4, showHidden: true }));
});
