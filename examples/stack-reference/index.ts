import * as pulumi from "@pulumi/pulumi";
import type { AppRecord } from "pulumi-bytenite";

const appsStack = new pulumi.StackReference(new pulumi.Config().require("appsStack"));
const apps = appsStack.requireOutput("apps") as pulumi.Output<Record<string, AppRecord>>;

/** The tag of each active app with its version, so that jobs name exactly what was checked. */
export const pinnedTags = apps.apply((byKey) =>
    Object.fromEntries(
        Object.entries(byKey)
            .filter(([, { status }]) => status === "active")
            .map(([key, { name, version }]) => [key, `${name}@${version}`]),
    ),
);
