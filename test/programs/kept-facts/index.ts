import * as pulumi from "@pulumi/pulumi";
import { App } from "pulumi-bytenite";

const config = new pulumi.Config();
const ignoreChanges = config.getObject<string[]>("ignoreChanges") ?? [];
const transform = config.getObject<Record<string, unknown>>("transform") ?? {};

export const render = new App(
    "render",
    { tag: config.getBoolean("isSecret") ? pulumi.secret("render") : "render" },
    {
        ignoreChanges,
        transforms: [({ props, opts }) => ({ props: { ...props, ...transform }, opts })],
    },
).record();
