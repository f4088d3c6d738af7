import * as pulumi from "@pulumi/pulumi";
import * as bytenite from "pulumi-bytenite";
import { enforceRules } from "pulumi-bytenite-policies/program";

const ADD_A_TAG = "Add one, for example: pulumi config set --path 'tags[0]' hello-world";

const config = new pulumi.Config();
const requireStatus = config.get("requireStatus");
const waitFor = config.getNumber("waitFor");
const select = config.getObject<bytenite.AppSelectionArgs>("select") ?? {};
const isSelecting = Object.keys(select).length > 0;
enforce(config.get("rules"));
const tags = readTags(config.requireObject<unknown>("tags"));

const declared = Object.fromEntries(
    Object.entries(tags).map(([key, tag]) => [
        key,
        new bytenite.App(key, {
            tag,
            ...(requireStatus && { requireStatus }),
            ...(waitFor !== undefined && { waitFor }),
        }).record(),
    ]),
);
const selected: pulumi.Input<Record<string, bytenite.AppRecord>> = isSelecting
    ? new bytenite.AppSelection("select", select).records()
    : {};

/** Each app's facts by its key, of a selection's members by name@version: what other stacks read. */
export const apps = pulumi
    .all([pulumi.all(declared), selected])
    .apply(([byKey, byTag]) => ({ ...byTag, ...byKey }));

/** Sums over the apps, each counted once. minCpu is in vCPUs, minMemory in GB; an app that states nothing counts as 0. */
export const totals = apps.apply((byKey) =>
    bytenite.totalsOf([...new Map(Object.values(byKey).map((app) => [app.id, app])).values()]),
);

/** Judges the apps in the program, for who deploys without a policy pack. */
function enforce(rules: string | undefined): void {
    if (!rules) return;
    if (rules !== "enforce") {
        throw new pulumi.RunError(
            `The configuration bytenite-apps:rules must be "enforce", or absent, but is ${JSON.stringify(rules)}.`,
        );
    }
    enforceRules(bytenite);
}

/** The tags by their keys: the text before "=", else the name in the tag. */
function readTags(entries: unknown): Record<string, string> {
    if (!Array.isArray(entries) || !entries.every((entry) => typeof entry === "string")) {
        throw new pulumi.RunError(
            `The configuration bytenite-apps:tags must be a list of texts. ${ADD_A_TAG}`,
        );
    }
    if (entries.length === 0 && !isSelecting) {
        void pulumi.log.warn(`The configuration bytenite-apps:tags lists no app. ${ADD_A_TAG}`);
    }
    const tagsByKey = new Map<string, string>();
    for (const entry of entries) {
        const [, key, tag] = /^(?:([^=]*)=)?(.*)$/s.exec(entry) ?? [];
        const name = key ?? tag?.split("@")[0] ?? "";
        if (tagsByKey.has(name)) {
            throw new pulumi.RunError(
                `The configuration bytenite-apps:tags has two entries with the key "${name}": "${tagsByKey.get(name)}" and "${tag}". Give one of them another key, for example: other=${tag}`,
            );
        }
        tagsByKey.set(name, tag ?? "");
    }
    return Object.fromEntries(tagsByKey);
}
