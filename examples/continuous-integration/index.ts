import * as pulumi from "@pulumi/pulumi";
import { App } from "pulumi-bytenite";

const tags = new pulumi.Config().requireObject<Record<string, string>>("apps");

/** Each app's facts by its key, for the stacks that run its jobs. */
export const apps = Object.fromEntries(
    Object.entries(tags).map(([key, tag]) => [key, new App(key, { tag }).record()]),
);
