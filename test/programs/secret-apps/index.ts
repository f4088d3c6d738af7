import * as pulumi from "@pulumi/pulumi";
import { App, getApp } from "pulumi-bytenite";

/** The tag is a secret, and with it every fact. */
new App("hidden", { tag: pulumi.secret("hidden") });
/** An output is secret, the inputs are not. */
const partly = new App("partly", { tag: "partly" }, { additionalSecretOutputs: ["description"] });

export const record = pulumi.secret(getApp({ tag: "looked-up" }));
export const deep = { list: [{ part: pulumi.secret({ app: getApp({ tag: "deep" }) }) }] };
export const described = partly.record();
export const password = pulumi.secret("hunter2");
export const file = new pulumi.asset.StringAsset("deviceRequirements");
