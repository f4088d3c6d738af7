/** The version of the shape of `AppRecord`. It grows when a field changes its meaning or goes. */
export const APP_RECORD_SCHEMA_VERSION = 1;

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

/** What ByteNite tells about one version of an app. A text that ByteNite left out is "". Source: schema appApp. */
export interface AppFacts {
    /** UUID of this version of the app. */
    id: string;
    /** Name of the app: letters, digits, dash and underscore. */
    name: string;
    /** major.minor */
    version: string;
    /** UUID of the user who owns the app. */
    owner: string;
    /** Name of the user who owns the app. */
    userName: string;
    /** active or inactive; ByteNite keeps the list open. Only an active app takes jobs. */
    status: string;
    /** What a machine must have at least. */
    deviceRequirements: DeviceRequirements;
    /** Whether other users can see the app. */
    isPublic: boolean;
    /** When the app was created: RFC 3339, UTC. */
    createdAt: string;
    /** When the app was last changed: RFC 3339, UTC. */
    updatedAt: string;
    /** docker is the only documented one. */
    platform: string;
    /** Where the app runs. */
    platformConfig: PlatformConfig;
    /** Whether ByteNite holds credentials of a container registry for this app. Never the credentials. */
    hasRegistryCredentials: boolean;
    /** SHA-256 of the pushed archive, in base64. */
    hash: string;
    /** Where the app's source archive lies, without a query: a signed link carries a credential there. */
    link: string;
    /** The script that a task starts, for example main.py. */
    entrypoint: string;
    /** Counts the pushes of this (name, version). A decimal integer as text, since it may exceed 2^53. */
    revision: string;
    /** Free text of the owner's. */
    description: string;
}

/** The facts of an app in a stack output, for the stacks that read it. */
export interface AppRecord extends AppFacts {
    schemaVersion: typeof APP_RECORD_SCHEMA_VERSION;
    /** The tag that was looked up. */
    tag: string;
    /** When the app was read from ByteNite: RFC 3339, UTC. Only where somebody asked for it. */
    readAt?: string;
}

/** The facts that were looked up for a tag, as other stacks read them from a stack output. */
export function toAppRecord(tag: string, facts: AppFacts): AppRecord {
    return { schemaVersion: APP_RECORD_SCHEMA_VERSION, tag, ...facts };
}
