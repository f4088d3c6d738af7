import * as pulumi from "@pulumi/pulumi";
import type { AppRecord } from "pulumi-bytenite";

const reference = new pulumi.StackReference(new pulumi.Config().require("reference"));
const apps = reference.requireOutput("apps") as pulumi.Output<Record<string, AppRecord>>;

/** What a stack that runs jobs would want to know. */
export const renderGpu = apps.apply(({ render }) => render?.deviceRequirements.gpu);
