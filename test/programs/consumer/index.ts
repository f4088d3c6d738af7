import * as pulumi from "@pulumi/pulumi";
import { readApp } from "pulumi-bytenite";

const config = new pulumi.Config();
const maxAge = config.getNumber("maxAge");
const apps = new pulumi.StackReference(config.require("appsStack"));

export const gpu = readApp(apps, config.require("key"), {
    ...(maxAge !== undefined && { maxAge }),
}).deviceRequirements.gpu;
