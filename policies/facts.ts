import { APP_RECORD_SCHEMA_VERSION, type AppRecord } from "bytenite-model";

/** The type of the resource whose properties are a stack's outputs. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

/** Facts that nobody has checked. */
export type Properties = Record<string, unknown>;

/**
 * The facts in the inputs of an `App`, or in a record that somebody put into a stack output. What is
 * missing, or of another type than documented, counts as absent.
 */
export function readAppRecord(properties: Properties): AppRecord {
    const requirements = asProperties(properties.deviceRequirements);
    const platformConfig = asProperties(properties.platformConfig);
    const minCpu = asNumber(requirements.minCpu);
    const minMemory = asNumber(requirements.minMemory);
    const name = asText(properties.name);
    return {
        schemaVersion: APP_RECORD_SCHEMA_VERSION,
        tag: asText(properties.tag) || name,
        id: asText(properties.appId ?? properties.id),
        name,
        version: asText(properties.version),
        owner: asText(properties.owner),
        userName: asText(properties.userName),
        status: asText(properties.status),
        deviceRequirements: {
            ...(minCpu !== undefined && { minCpu }),
            ...(minMemory !== undefined && { minMemory }),
            gpu: asTexts(requirements.gpu),
        },
        isPublic: properties.isPublic === true,
        createdAt: asText(properties.createdAt),
        updatedAt: asText(properties.updatedAt),
        platform: asText(properties.platform),
        platformConfig: {
            container: asText(platformConfig.container),
            privateImage: platformConfig.privateImage === true,
            secrets: asTexts(platformConfig.secrets),
        },
        hasRegistryCredentials: properties.hasRegistryCredentials === true,
        hash: asText(properties.hash),
        link: asText(properties.link),
        entrypoint: asText(properties.entrypoint),
        revision: asText(properties.revision),
        description: asText(properties.description),
    };
}

/** Every app record anywhere in a stack's outputs. A record is known by its tag and its device requirements. */
export function findAppRecords(outputs: unknown): AppRecord[] {
    return findAppProperties(outputs).map(readAppRecord);
}

/**
 * The properties of every app record anywhere in a stack's outputs.
 *
 * @param read gets a property, `undefined` for one to pass over: an engine may not know it yet
 */
export function findAppProperties(
    outputs: unknown,
    read: (of: Properties, name: string) => unknown = (of, name) => of[name],
): Properties[] {
    if (typeof outputs !== "object" || outputs === null) return [];
    const of = outputs as Properties;
    if (isProperties(read(of, "deviceRequirements")) && typeof read(of, "tag") === "string") {
        return [of];
    }
    return Object.keys(of).flatMap((name) => findAppProperties(read(of, name), read));
}

function isProperties(value: unknown): value is Properties {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asProperties(value: unknown): Properties {
    return isProperties(value) ? value : {};
}

function asText(value: unknown): string {
    return typeof value === "string" ? value : "";
}

function asNumber(value: unknown): number | undefined {
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A GPU list that is one text instead of a list still names a GPU. */
function asTexts(value: unknown): string[] {
    const list: unknown[] = Array.isArray(value) ? value : [value];
    return list.filter((entry): entry is string => typeof entry === "string" && entry !== "");
}
