import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { App, getApp } from "pulumi-bytenite";

const config = new pulumi.Config();
const tag = config.require("tag");
const app = new App("crash", { tag });

/** What can be seen of what the program holds ends up in the message. */
export const never = getApp({ tag, includeRegistryCredentials: true }).then((record) => {
    const error = new Error(inspect([app, record], { showHidden: true }));
    // The SDK inspects the error, which some versions of Node take half a minute for with a stack of its sources.
    error.stack = error.message;
    throw error;
});
