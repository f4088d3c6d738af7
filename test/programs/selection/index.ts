import * as pulumi from "@pulumi/pulumi";
import { AppSelection, type AppSelectionArgs } from "pulumi-bytenite";

/** Stands for any resource whose properties are known only after it was created. */
class Later extends pulumi.dynamic.Resource {
    declare readonly status: pulumi.Output<string>;
    constructor(status: string) {
        const create = (outs: object) => Promise.resolve({ id: "later", outs });
        super({ create }, "later", { status });
    }
}

const config = new pulumi.Config();
const args = config.requireObject<AppSelectionArgs>("selection");
const later = config.get("later");
const ignoreChanges = config.getObject<string[]>("ignoreChanges");

const selection = new AppSelection(
    "team",
    later === undefined ? args : { ...args, status: new Later(later).status },
    ignoreChanges ? { ignoreChanges } : {},
);
export const { tags, count, totals } = selection;
export const apps = selection.records();
