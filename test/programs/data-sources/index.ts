import * as pulumi from "@pulumi/pulumi";
import {
    getApp,
    getAppOutput,
    getApps,
    getAppsOutput,
    getAppStatus,
    getAppStatusOutput,
} from "pulumi-bytenite";

const config = new pulumi.Config();
const tag = config.require("tag");

/** Through promises. */
export const app = getApp({ tag });
export const apps = getApps({ gpu: "T4", orderBy: "name" });
export const none = getApps({ name: "no-such-*" });
export const status = getAppStatus({ tag });

/** Through outputs. */
const known = pulumi.output(tag);
export const appOutput = getAppOutput({ tag: known });
export const appsOutput = getAppsOutput({ name: known, limit: 1 });
export const statusOutput = getAppStatusOutput({ tag: known });
