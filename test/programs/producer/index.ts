import * as pulumi from "@pulumi/pulumi";
import { getApp } from "pulumi-bytenite";

const record = getApp({ tag: "render" });

export const open = record;
export const hidden = pulumi.secret(record);
export const apps = { inner: record, constructor: record };
export const password = pulumi.secret("hunter2");
