import type { ApiApp } from "./api";
import {
    fact,
    group,
    isGroup,
    mapFacts,
    withoutUndefined,
    type Fact,
    type FactGroup,
    type FactKind,
    type FactKinds,
    type ValueOf,
} from "./fact";

/** What a machine must have at least to run a task of the app. Source: schema commonDeviceRequirements. */
export interface DeviceRequirements {
    /** vCPUs. Absent: not stated. */
    minCpu?: number;
    /** GB of RAM, as ByteNite gives it: its pages say GB in one place and GiB in another. Absent: not stated. */
    minMemory?: number;
    /** GPU models, any of which will do, the preferred one first. Empty: no GPU is needed. */
    gpu: string[];
}

/** Where the app runs, without the registry's credentials. Source: schema commonPlatformConfig. */
export interface PlatformConfig {
    /** Reference of the container image, as it was pushed. "": not stated. */
    container: string;
    /** Whether pulling the image takes credentials. */
    privateImage: boolean;
    /** Names of stored secrets which the container gets as environment variables. */
    secrets: string[];
}

const INSTANT = "RFC 3339 in UTC, or empty.";

/**
 * What ByteNite tells about one version of an app: the one place that names all of it. Types, properties of a
 * resource, JSON Schemas, and what reads, compares, sorts or makes up an app follow from here, in this order.
 */
export const APP_FACTS = {
    /** UUID of this version of the app. Source: appApp.id. */
    id: fact("id", "UUID of this version of the app."),
    /** Name of the app: letters, digits, dash and underscore. Source: appApp.name. */
    name: fact("name"),
    /** major.minor. Source: appApp.version. */
    version: fact("version", "major.minor"),
    /** UUID of the user who owns the app. Source: appApp.owner. */
    owner: fact("text", "UUID of the user who owns the app."),
    /** Name of the user who owns the app. Source: appApp.userName. */
    userName: fact("text", "Name of the user who owns the app."),
    /** active or inactive; ByteNite keeps the list open. Only an active app takes jobs. Source: appApp.status. */
    status: fact("text", "active or inactive; the list is open."),
    /** What a machine must have at least: vCPUs, GB of RAM, GPU models. Source: commonDeviceRequirements. */
    deviceRequirements: group<DeviceRequirements>(
        "a mapping with gpu, and minCpu (vCPUs) and minMemory (GB) where they are stated",
        {
            minCpu: fact("amount", "vCPUs. Absent: not stated."),
            minMemory: fact("amount", "GB of RAM. Absent: not stated."),
            gpu: fact(
                "texts",
                "GPU models, any of which will do, the preferred one first. Empty: none is needed.",
            ),
        },
    ),
    /** Whether other users can see the app. Source: appApp.isPublic. */
    isPublic: fact("flag"),
    /** When the app was created: RFC 3339, UTC. Source: appApp.createdAt. */
    createdAt: fact("instant", INSTANT),
    /** When the app was last changed: RFC 3339, UTC. Source: appApp.updatedAt. */
    updatedAt: fact("instant", INSTANT),
    /** docker is the only documented one. Source: appApp.platform. */
    platform: fact("text"),
    /** Container image and the names of the secrets that it gets. Source: commonPlatformConfig. */
    platformConfig: group<PlatformConfig>("a mapping with container, privateImage and secrets", {
        container: fact("text", "Reference of the container image."),
        privateImage: fact("flag"),
        secrets: fact("texts", "Names of stored secrets."),
    }),
    /** Whether ByteNite holds credentials of a container registry for this app. Never the credentials. */
    hasRegistryCredentials: fact("flag"),
    /** SHA-256 of the pushed archive, in base64. Source: appApp.hash. */
    hash: fact("text", "SHA-256 of the pushed archive, in base64."),
    /** Where the app's source archive lies, without a query: a signed link carries a credential there. Source: appApp.link. */
    link: fact("link"),
    /** The script that a task starts, for example main.py. Source: appApp.entrypoint. */
    entrypoint: fact("text"),
    /** Counts the pushes of this (name, version): a decimal integer as text, since it may exceed 2^53. Source: appApp.revision. */
    revision: fact("int64", "A decimal integer, which may exceed 2^53."),
    /** Free text of the owner's. Source: appApp.description. */
    description: fact("text"),
} satisfies Record<keyof ApiApp | "hasRegistryCredentials", Fact | FactGroup>;

/** What ByteNite tells about one version of an app. A text that ByteNite left out is "". Source: schema appApp. */
export type AppFacts = {
    -readonly [Name in keyof typeof APP_FACTS]: ValueOf<(typeof APP_FACTS)[Name]>;
};
export type FactName = keyof AppFacts;

/** Some of the facts, and of a mapping among them some of what it has. */
export type StatedFacts = {
    [Name in keyof AppFacts]?: (typeof APP_FACTS)[Name] extends Fact
        ? AppFacts[Name]
        : Partial<AppFacts[Name]>;
};

const { hasRegistryCredentials: _, ...sent } = APP_FACTS;
/** What the API sends. Whether there are credentials follows from them, which go no further. */
export const API_FACTS = sent;

/**
 * The content of an app: what a job runs, and on which machine, in the order in which a change of it is told.
 * The rest may change without a push, and a lock file does not hold it fast.
 */
export const CONTENT_FACTS = [
    "version",
    "hash",
    "deviceRequirements",
    "platformConfig",
    "platform",
    "entrypoint",
    "owner",
    "revision",
    "id",
] as const satisfies readonly FactName[];

const FIRST_IN_LOCK_FILE: readonly FactName[] = [
    "id",
    "name",
    "version",
    "hash",
    "revision",
    "updatedAt",
    "deviceRequirements",
    "platform",
    "platformConfig",
    "hasRegistryCredentials",
    "entrypoint",
    "owner",
];
const names = Object.keys(APP_FACTS) as FactName[];
/** The order of a lock file's entry. */
export const LOCK_FILE_ORDER: readonly FactName[] = [...new Set([...FIRST_IN_LOCK_FILE, ...names])];

const UNSTATED: { [Kind in FactKind]: () => FactKinds[Kind] | undefined } = {
    text: () => "",
    id: () => "",
    name: () => "",
    version: () => "",
    instant: () => "",
    link: () => "",
    int64: () => "",
    flag: () => false,
    texts: () => [],
    amount: () => undefined,
};

/** The facts of an app of which nothing else was told. One that is undefined was not told. */
export function appFacts(stated: StatedFacts = {}): AppFacts {
    const unstated = mapFacts<unknown>(APP_FACTS, ({ kind }) => UNSTATED[kind](), withoutUndefined);
    const groups = names
        .filter((name) => isGroup(APP_FACTS[name]))
        .map((name) => [name, { ...(unstated[name] as object), ...told(stated[name]) }]);
    return { ...unstated, ...told(stated), ...Object.fromEntries(groups) } as AppFacts;
}

function told(facts: unknown): Record<string, unknown> {
    return withoutUndefined((facts ?? {}) as Record<string, unknown>);
}

/** A copy of the facts alone, whatever else there is beside them. */
export function pickFacts(from: AppFacts, order: readonly FactName[]): AppFacts {
    const picked = order.map((name) => [name, copy(APP_FACTS[name], from[name])]);
    return Object.fromEntries(picked) as AppFacts;
}

function copy(row: Fact | FactGroup, value: unknown): unknown {
    if (Array.isArray(value)) return [...(value as unknown[])];
    if (!isGroup(row)) return value;
    const given = value as Record<string, unknown>;
    const copyOf = (fact: Fact, name: string) => copy(fact, given[name]);
    return withoutUndefined(mapFacts(row.facts, copyOf, withoutUndefined));
}
