import * as pulumi from "@pulumi/pulumi";
import { getApp, getAppOutput } from "pulumi-bytenite";

const tag = new pulumi.Config().require("tag");

export const whole = getApp({ tag, includeRegistryCredentials: true });
export const fromOutput = getAppOutput({ tag, includeRegistryCredentials: true });
export const length = whole
    .then((app) => app.registryCredentials)
    .then((credentials) => credentials?.apply(({ token }) => token.length));
