import type { AppDefinition } from "bytenite-emulator";
import type { AppRecord } from "bytenite-core/model";
import type { Rule } from "../policies/contract/rule";
import { readRuleCases, type RuleCase } from "../policies/rules/ruleCases.testSupport";
import { toTestRecord } from "../policies/testing/appFacts";

/** A case that its rule refuses, with apps of its own which ByteNite could have. */
interface Refusal {
    rule: Rule;
    settings: Record<string, unknown>;
    apps: AppRecord[];
    texts: string[];
}

const DEFAULT_TAG = "img-gen@4.0";
const DEFAULT_NAME = "img-gen";

export function toRefusal(rule: Rule): Refusal {
    const given = readRuleCases(rule.name).find(isServable);
    if (!given) throw new Error(`${rule.name} has no case that ByteNite could bring about`);
    const rename = (tag: string) =>
        rule.scope === "stack" || tag === DEFAULT_TAG || tag === DEFAULT_NAME
            ? tag.replace(/^[^@]*/, (name) => `${rule.name}-${name}`)
            : tag;
    const apps = appsOf(given)
        .map(({ tag = DEFAULT_TAG, name, ...app }) => ({ ...app, tag: rename(tag) }))
        .map(toTestRecord);
    const name = rename(DEFAULT_NAME);
    const texts = (given.finds ?? []).map(({ message, fix }) =>
        `${message}|${fix}`.replaceAll(DEFAULT_NAME, name),
    );
    // Settings may name the app as well: the locked hashes do.
    const settings = JSON.parse(
        JSON.stringify(given.settings ?? {}).replaceAll(DEFAULT_NAME, name),
    ) as Record<string, unknown>;
    return { rule, settings: { ...settings, apps: apps.map(({ tag }) => tag) }, apps, texts };
}

function appsOf({ app, apps = [] }: RuleCase) {
    return app ? [app, ...apps] : apps;
}

function isServable(given: RuleCase): boolean {
    return (
        (given.finds ?? []).length > 0 &&
        appsOf(given)
            .map(toTestRecord)
            .every(
                ({ tag, name, version }) =>
                    /^[\w-]+(@\d+(\.\d+)?)?$/.test(tag) &&
                    tag.split("@")[0] === name &&
                    (version === "" || version.startsWith(tag.split("@")[1] ?? "")),
            ) &&
        appsOf(given).every(({ status }) => status !== "")
    );
}

export function toDefinition(app: AppRecord): AppDefinition {
    const { name, version, status, deviceRequirements, platformConfig, ...facts } = app;
    const { owner, userName, isPublic, platform, hash, description, updatedAt } = facts;
    const { minCpu, minMemory, gpu } = deviceRequirements;
    // ByteNite sends 0 for a number that is not set, unless there are no requirements at all.
    const isStated = minCpu !== undefined || minMemory !== undefined || gpu.length > 0;
    const credentials = facts.hasRegistryCredentials ? { username: "u", token: "t" } : {};
    return {
        name,
        version: /^\d+\.\d+$/.test(version) ? version : "1.0",
        status: status || "active",
        ...{ owner, userName, isPublic, platform, hash, description },
        updatedAt: updatedAt || null,
        deviceRequirements: isStated ? deviceRequirements : null,
        platformConfig: { ...platformConfig, ...credentials },
    };
}
