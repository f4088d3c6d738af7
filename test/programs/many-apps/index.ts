import * as pulumi from "@pulumi/pulumi";
import { App, getAppStatus } from "pulumi-bytenite";

const config = new pulumi.Config();
const count = config.requireNumber("count");
const distinct = config.requireNumber("distinct");

const tags = Array.from({ length: count }, (_, index) => `app-${index % distinct}@1.0`);
const apps = tags.map((tag, index) => new App(`app-${index}`, { tag }));

export const total = pulumi.all(apps.map(({ appId }) => appId)).apply((ids) => new Set(ids).size);
export const statuses = Promise.all(tags.map((tag) => getAppStatus({ tag }))).then(
    (all) => all.filter(({ status }) => status === "active").length,
);
