import * as pulumi from "@pulumi/pulumi";
import { readApp } from "pulumi-bytenite";

const appsStack = new pulumi.StackReference(new pulumi.Config().require("appsStack"));

// Not just requireOutput: what is no app record ends the program with a message that says what to do.
const imageGenerator = readApp(appsStack, "imageGeneratorApp");

/** The tag with its exact version, so that jobs name what was checked. */
export const pinnedTag = pulumi.interpolate`${imageGenerator.name}@${imageGenerator.version}`;

/** The GPUs of which a machine must have one. */
export const gpus = imageGenerator.deviceRequirements.gpu;
